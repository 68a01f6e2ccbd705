package dev.leadline.notification.channels;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.RichTextQuoteElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import dev.leadline.notification.domain.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * Notices as Slack shows them. Whatever a lead may have written stands in plain or rich text, which
 * Slack does not parse; where it must stand in markdown, {@code & < >} are escaped, without which
 * there is neither a link nor a call of a channel.
 */
final class SlackMessages {

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  private static final int LONGEST_HEADER = 150;
  private static final int MOST_FIELDS = 10;
  private static final int MOST_SHOWN = 20;

  private SlackMessages() {}

  static JsonObject message(List<Notice> notices) {
    var message = new JsonObject();
    message.addProperty("text", escaped(Texts.headline(notices)));
    JsonElement blocks = GSON.toJsonTree(blocks(notices));
    message.add("blocks", blocks);
    message.addProperty("unfurl_links", false);
    message.addProperty("unfurl_media", false);
    return message;
  }

  static List<LayoutBlock> blocks(List<Notice> notices) {
    return notices.size() == 1 ? single(notices.getFirst()) : digest(notices);
  }

  private static List<LayoutBlock> single(Notice notice) {
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(header(notice.title()));
    if (!notice.facts().isEmpty())
      blocks.add(
          SectionBlock.builder()
              .fields(
                  notice.facts().stream()
                      .limit(MOST_FIELDS)
                      .map(fact -> plain(fact.label() + "\n" + fact.value()))
                      .toList())
              .build());
    String words = notice.words();
    if (words != null) blocks.add(quote(words));
    String links = links(notice);
    if (!links.isEmpty()) blocks.add(markdown(links));
    return blocks;
  }

  private static List<LayoutBlock> digest(List<Notice> notices) {
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(header(Texts.headline(notices)));
    for (Notice notice : notices.subList(0, Math.min(MOST_SHOWN, notices.size()))) {
      String title = escaped(Texts.shortened(notice.title(), 300));
      String url = notice.leadUrl();
      blocks.add(markdown(url == null ? title : "%s <%s|Open>".formatted(title, escaped(url))));
    }
    if (notices.size() > MOST_SHOWN)
      blocks.add(markdown("and %d more".formatted(notices.size() - MOST_SHOWN)));
    return blocks;
  }

  private static LayoutBlock header(String title) {
    return HeaderBlock.builder()
        .text(
            PlainTextObject.builder()
                .text(Texts.shortened(title, LONGEST_HEADER))
                .emoji(false)
                .build())
        .build();
  }

  private static TextObject plain(String text) {
    return PlainTextObject.builder().text(Texts.shortened(text, 500)).emoji(false).build();
  }

  private static LayoutBlock quote(String words) {
    var text = RichTextSectionElement.Text.builder().text(words).build();
    return RichTextBlock.builder()
        .elements(List.of(RichTextQuoteElement.builder().elements(List.of(text)).build()))
        .build();
  }

  private static LayoutBlock markdown(String text) {
    return SectionBlock.builder()
        .text(MarkdownTextObject.builder().text(text).verbatim(true).build())
        .build();
  }

  private static String links(Notice notice) {
    var links = new ArrayList<String>();
    String leadUrl = notice.leadUrl();
    if (leadUrl != null) links.add("<%s|Open in Leadline>".formatted(escaped(leadUrl)));
    String takeOverUrl = notice.takeOverUrl();
    if (takeOverUrl != null) links.add("<%s|Take over>".formatted(escaped(takeOverUrl)));
    return String.join("   ", links);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦");
  }
}
