package dev.leadline.notification.channels;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notices as Adaptive Cards, which Microsoft Teams and Webex both show. Everything that a lead may
 * have written is a run of rich text, which no reader parses as markdown; two opening braces, with
 * which functions of cards begin, are kept apart.
 */
final class Cards {

  static final String TYPE = "application/vnd.microsoft.card.adaptive";

  /** Teams takes cards of 28 KB, Webex of 22: a character has up to three bytes. */
  private static final int LONGEST_TEXT = 500;

  private static final int LONGEST_LINE = 150;
  private static final int MOST_SHOWN = 20;

  private Cards() {}

  /**
   * A card.
   *
   * @param version of Adaptive Cards that the reader knows
   */
  static ObjectNode card(List<Notice> notices, String version) {
    ObjectNode card = Json.MAPPER.createObjectNode();
    card.put("type", "AdaptiveCard");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("version", version);
    // Readers may take it for markdown, so nothing of a lead is in it.
    card.put("fallbackText", "Leadline has something to tell: open the dashboard.");
    ArrayNode body = card.putArray("body");
    if (notices.size() == 1) single(body, card, notices.getFirst());
    else digest(body, notices);
    return card;
  }

  private static void single(ArrayNode body, ObjectNode card, Notice notice) {
    ObjectNode title = line(body);
    run(title, notice.title(), true);
    for (Notice.Fact fact : notice.facts()) {
      ObjectNode line = line(body);
      run(line, fact.label() + ": ", true);
      run(line, fact.value(), false);
    }
    String words = notice.words();
    if (words != null) {
      ObjectNode line = line(body);
      line.put("separator", true);
      ObjectNode said = run(line, words, false);
      said.put("italic", true);
    }
    ArrayNode actions = card.putArray("actions");
    open(actions, "Open in Leadline", notice.leadUrl());
    open(actions, "Take over", notice.takeOverUrl());
  }

  private static void digest(ArrayNode body, List<Notice> notices) {
    run(line(body), Texts.headline(notices), true);
    for (Notice notice : notices.subList(0, Math.min(MOST_SHOWN, notices.size()))) {
      ObjectNode said =
          run(line(body), Texts.shortened(Texts.oneLine(notice.title()), LONGEST_LINE), false);
      if (notice.leadUrl() != null) {
        ObjectNode action = said.putObject("selectAction");
        action.put("type", "Action.OpenUrl");
        action.put("url", notice.leadUrl());
      }
    }
    if (notices.size() > MOST_SHOWN)
      run(line(body), "and %d more".formatted(notices.size() - MOST_SHOWN), false);
  }

  private static ObjectNode line(ArrayNode body) {
    ObjectNode block = body.addObject();
    block.put("type", "RichTextBlock");
    block.putArray("inlines");
    return block;
  }

  private static ObjectNode run(ObjectNode line, String text, boolean bold) {
    ObjectNode run = line.withArray("inlines").addObject();
    run.put("type", "TextRun");
    run.put("text", Texts.shortened(safe(text), LONGEST_TEXT));
    if (bold) run.put("weight", "Bolder");
    return run;
  }

  private static void open(ArrayNode actions, String title, @Nullable String url) {
    if (url == null) return;
    ObjectNode action = actions.addObject();
    action.put("type", "Action.OpenUrl");
    action.put("title", title);
    action.put("url", url);
  }

  private static String safe(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\s]]", "").replace("{{", "{\u200b{");
  }
}
