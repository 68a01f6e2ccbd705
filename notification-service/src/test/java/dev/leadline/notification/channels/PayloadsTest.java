package dev.leadline.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.UnknownBlock;
import com.slack.api.util.json.GsonFactory;
import dev.leadline.events.Json;
import dev.leadline.notification.domain.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/** What goes out, as approved files; {@code -Dapprove=true} writes them for review. */
class PayloadsTest {

  private static final Path APPROVED = Path.of("src/test/resources/approved");

  @ParameterizedTest
  @CsvSource({"usual", "harmful", "digest", "ops"})
  void payloads_are_as_they_were_approved(String which) throws IOException {
    List<Notice> notices = notices(which);
    approved("slack-" + which, SlackMessages.message(notices).toString());
    approved("teams-" + which, Teams.message(notices).toString());
    approved("webex-" + which, Webex.message(notices, "room").toString());
    approved("webhook-" + which, Webhook.body(notices).toString());
  }

  private static void approved(String name, String json) throws IOException {
    JsonNode tree = Json.MAPPER.readTree(json);
    String generated =
        Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree)
            + "\n";
    Path file = APPROVED.resolve(name + ".json");
    if (Boolean.getBoolean("approve")) {
      Files.createDirectories(APPROVED);
      Files.writeString(file, generated);
    }
    assertThat(file).as("run with -Dapprove=true, review, and check in what it writes").exists();
    assertThat(Files.readString(file)).isEqualTo(generated);
  }

  private static List<Notice> notices(String which) {
    return switch (which) {
      case "usual" -> List.of(Notices.usual());
      case "harmful" -> List.of(Notices.harmful());
      case "ops" -> List.of(Notices.ops());
      default -> List.of(Notices.usual(), Notices.harmful());
    };
  }

  @ParameterizedTest
  @CsvSource({"usual", "harmful", "digest", "ops"})
  void slacks_own_model_reads_every_block_and_writes_it_again(String which) {
    JsonObject message = SlackMessages.message(notices(which));
    JsonArray blocks = message.getAsJsonArray("blocks");
    var gson = GsonFactory.createSnakeCase();
    for (JsonElement block : blocks) {
      LayoutBlock read = gson.fromJson(block, LayoutBlock.class);
      assertThat(read).isNotInstanceOf(UnknownBlock.class);
      assertThat(gson.toJsonTree(read, LayoutBlock.class)).isEqualTo(block);
    }
    assertThat(blocks.size()).isLessThanOrEqualTo(50);
  }

  /** In markdown a mention or a link begins with {@code <}: none may be left but our own links. */
  @Test
  void nothing_that_a_lead_wrote_calls_a_channel_or_becomes_a_link_in_slack() {
    JsonObject message = SlackMessages.message(List.of(Notices.harmful(), Notices.harmful()));
    assertThat(message.get("text").getAsString()).doesNotContain("<", ">");
    for (JsonElement block : message.getAsJsonArray("blocks")) markdown(block);
    for (JsonElement block :
        SlackMessages.message(List.of(Notices.harmful())).getAsJsonArray("blocks")) markdown(block);
  }

  private static void markdown(JsonElement block) {
    JsonElement text = block.getAsJsonObject().get("text");
    if (text == null || !text.getAsJsonObject().get("type").getAsString().equals("mrkdwn")) return;
    assertThat(
            text.getAsJsonObject()
                .get("text")
                .getAsString()
                .replaceAll(
                    "<https://leads\\.example\\.com/[^<>|]*\\|(Open|Open in Leadline|Take over)>",
                    ""))
        .doesNotContain("<", ">");
  }

  /** Only runs of rich text hold what a lead wrote: no reader parses them as markdown. */
  @Test
  void nothing_that_a_lead_wrote_is_markdown_or_a_function_in_a_card() {
    JsonNode card = Cards.card(List.of(Notices.harmful()), "1.4");
    assertThat(card.findValuesAsString("type")).doesNotContain("TextBlock", "FactSet");
    assertThat(card.toString()).doesNotContain("{{");
    assertThat(card.path("fallbackText").stringValue()).doesNotContain("Click");
  }

  /** What each takes at most; what is larger is refused as a whole, and nobody is told. */
  @ParameterizedTest
  @ValueSource(strings = {"\u3042", "\uD83D\uDE80", "&", "\"", "\u0001", "x"})
  void the_longest_that_a_lead_may_have_is_short_enough_for_every_destination(String sign) {
    Notice longest = Notices.longest(sign);
    for (List<Notice> notices : List.of(List.of(longest), Collections.nCopies(100, longest))) {
      assertThat(bytes(Teams.message(notices).toString())).isLessThanOrEqualTo(28 * 1024);
      JsonNode webex = Webex.message(notices, "room");
      assertThat(bytes(webex.path("text").stringValue())).isLessThanOrEqualTo(7_439);
      assertThat(bytes(webex.path("attachments").path(0).path("content").toString()))
          .isLessThanOrEqualTo(22 * 1024);
      JsonObject slack = SlackMessages.message(notices);
      assertThat(slack.get("text").getAsString().length()).isLessThanOrEqualTo(4_000);
      assertThat(slack.getAsJsonArray("blocks").size()).isLessThanOrEqualTo(50);
      for (JsonElement block : slack.getAsJsonArray("blocks"))
        assertThat(texts(Json.MAPPER.readTree(block.toString())))
            .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(2_000));
    }
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isString()
        ? Stream.of(node.stringValue())
        : node.valueStream().flatMap(PayloadsTest::texts);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void what_is_cut_by_bytes_is_never_cut_within_a_character() {
    assertThat(Texts.shortenedToBytes("abc", 3)).isEqualTo("abc");
    assertThat(Texts.shortenedToBytes("abcd", 3)).isEqualTo("…");
    assertThat(Texts.shortenedToBytes("a\uD83D\uDE80\uD83D\uDE80", 8)).isEqualTo("a\uD83D\uDE80…");
    assertThat(Texts.shortenedToBytes("a\uD83D\uDE80\uD83D\uDE80", 7)).isEqualTo("a…");
    assertThat(Texts.shortenedToBytes("äää", 6)).isEqualTo("äää");
    assertThat(Texts.shortenedToBytes("äää", 5)).isEqualTo("ä…");
  }

  @Test
  void a_title_cannot_add_a_header_to_an_email() {
    assertThat(Texts.headline(List.of(Notices.harmful()))).doesNotContain("\r", "\n");
  }

  /** Against the example of the Standard Webhooks specification. */
  @Test
  void a_webhook_is_signed_as_the_specification_has_it() {
    String signature =
        Webhook.signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}");
    assertThat(signature).isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    var headers =
        Webhook.headers(Notices.usual(), "{}", "whsec_c2VjcmV0", Instant.ofEpochSecond(1614265330));
    assertThat(headers)
        .containsEntry("webhook-id", "rule.destination.event")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("leadline-order-key", "0197a5f0-0000-7000-8000-00000000ab12");
    assertThat(headers.get("webhook-signature")).startsWith("v1,");
  }
}
