package dev.leadline.allinone.platform;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of axe-core, asked of pages: what of them keeps somebody out. */
final class Axe {

  private static final Map<String, ?> OF_COLOURS =
      Map.of("runOnly", List.of("color-contrast", "link-in-text-block"));

  private final String rules;
  private final List<String> found = new ArrayList<>();

  Axe() {
    try (var script = Axe.class.getResourceAsStream("/axe.min.js")) {
      rules = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Looks at all of a page, in the theme that it has. */
  void look(Page page, String where) {
    look(page, where, "html", Map.of());
  }

  /** Looks at a part of a page in both themes, which differ in nothing but colours. */
  void lookInBothThemes(Page page, String where, String part) {
    String theme = "theme => { document.documentElement.dataset.theme = theme; }";
    page.evaluate(theme, "dark");
    look(page, "dark " + where, part, OF_COLOURS);
    page.evaluate(theme, "light");
    look(page, "light " + where, part, Map.of());
  }

  private void look(Page page, String where, String part, Map<String, ?> options) {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) page.evaluate(rules);
    Object violations =
        page.evaluate(
            """
            async ({ part, options }) => {
              await Promise.allSettled(document.getAnimations().map(it => it.finished));
              return (await axe.run(part, options)).violations.map(v =>
                v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '));
            }\
            """,
            Map.of("part", part, "options", options));
    for (Object violation : (List<?>) violations) found.add(where + " " + violation);
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
