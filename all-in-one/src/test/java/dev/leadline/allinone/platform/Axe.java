package dev.leadline.allinone.platform;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rules of axe-core, asked of pages: what of them keeps somebody out. */
final class Axe {

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
    look(page, where, "html");
  }

  /** Looks at a part of a page in both themes. */
  void lookInBothThemes(Page page, String where, String part) {
    for (String theme : List.of("light", "dark")) {
      page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme);
      look(page, theme + " " + where, part);
    }
  }

  private void look(Page page, String where, String part) {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) page.evaluate(rules);
    Object violations =
        page.evaluate(
            """
            async part => {
              await Promise.allSettled(document.getAnimations().map(it => it.finished));
              return (await axe.run(part)).violations.map(v =>
                v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '));
            }\
            """,
            part);
    for (Object violation : (List<?>) violations) found.add(where + " " + violation);
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
