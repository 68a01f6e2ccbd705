package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody does who has a keyboard and no pointer. */
final class Keys {

  private static final int MOST_TABS = 250;
  private static final Pattern POSTING_FORM = Pattern.compile("<form\\b[^>]*method=\"post\"[^>]*>");
  private static final Pattern ACTION = Pattern.compile("th:action=\"@\\{((?:[^({}]|\\{\\w+})+)");

  private Keys() {}

  /** Goes on by Tab until this has the focus, and the focus can be seen. */
  static void tabTo(Page page, Locator target) {
    Locator focused = target.first().and(page.locator(":focus"));
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (focused.count() > 0) {
        assertThat(target.first().and(page.locator(":focus-visible"))).hasCount(1);
        return;
      }
    }
    throw new AssertionError("Not reached by Tab: " + target);
  }

  static void enter(Page page, Locator target) {
    tabTo(page, target);
    page.keyboard().press("Enter");
  }

  /** Ticks a box, or takes the tick away. */
  static void tick(Page page, Locator target) {
    tabTo(page, target);
    page.keyboard().press("Space");
  }

  /** Writes into a field, in place of what it said. */
  static void write(Page page, Locator field, String text) {
    tabTo(page, field);
    page.keyboard().press("Control+A");
    page.keyboard().type(text);
  }

  /**
   * What the forms of some pages order that nobody has ordered yet.
   *
   * @param ordered paths to which something was posted
   * @param templates of the pages, by their names
   */
  static List<String> left(Set<String> ordered, String... templates) {
    return Stream.of(templates)
        .flatMap(Keys::orders)
        .distinct()
        .filter(
            order -> {
              String path = Pattern.quote(order).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
              return ordered.stream().noneMatch(Pattern.compile(path).asMatchPredicate());
            })
        .toList();
  }

  private static Stream<String> orders(String template) {
    String file = "/gateway/templates/" + template + ".html";
    try (var text = Keys.class.getResourceAsStream(file)) {
      return POSTING_FORM
          .matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8))
          .results()
          .map(form -> action(form.group()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String action(String form) {
    var action = ACTION.matcher(form);
    if (!action.find()) throw new AssertionError("Nobody can say what is ordered by " + form);
    return action.group(1);
  }
}
