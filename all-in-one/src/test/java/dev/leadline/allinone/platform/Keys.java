package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody does who has a keyboard and no pointer. */
final class Keys {

  private static final int MOST_TABS = 250;
  private static final Pattern POSTING_FORM = Pattern.compile("<form\\b[^>]*method=\"post\"[^>]*>");
  private static final Pattern ACTION = Pattern.compile("th:action=\"@\\{((?:[^({}]|\\{\\w+})+)");

  private Keys() {}

  /**
   * Goes on by Tab until this has the focus, and the focus can be seen. It is looked up once, and
   * again when the page has drawn it anew: to look for a role and a name takes longer than a Tab.
   */
  static void tabTo(Page page, Locator target) {
    ElementHandle wanted = target.first().elementHandle();
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      Boolean there = isFocused(wanted);
      if (there == null) {
        wanted = target.first().elementHandle();
        there = isFocused(wanted);
      }
      if (Boolean.TRUE.equals(there)) {
        assertThat(target.first().and(page.locator(":focus-visible"))).hasCount(1);
        return;
      }
    }
    throw new AssertionError("Not reached by Tab: " + target);
  }

  /** Null when it is not on the page any more. */
  private static @Nullable Boolean isFocused(ElementHandle element) {
    try {
      return (Boolean)
          element.evaluate("it => it.isConnected ? it === document.activeElement : null");
    } catch (PlaywrightException left) {
      return null;
    }
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
