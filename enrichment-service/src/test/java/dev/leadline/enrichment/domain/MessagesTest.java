package dev.leadline.enrichment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.VoiceFact.Segment;
import dev.leadline.events.channel.VoiceFact.Speaker;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which words are scored: those of the lead, and of nobody else. */
class MessagesTest {

  private static final Decision SHOWN = new Decision(List.of(), 1, null, null, null, false, false);

  private static List<Message> messages(ChannelFact fact, Decision decision) {
    return messages(fact, decision, null);
  }

  private static List<Message> messages(
      ChannelFact fact, Decision decision, @Nullable String part) {
    var origin =
        new Origin(
            WireName.of(fact.getClass()).cloudEventType(),
            "/test",
            "e-1",
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            Instant.EPOCH,
            Channel.CHAT,
            Actor.Kind.LEAD,
            null,
            "c-1",
            false,
            false);
    var content =
        new Content(
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            Json.of(Json.MAPPER.valueToTree(fact)),
            null,
            null);
    return Messages.in(
        new InteractionRecorded(origin, decision, part, content), "default", "l-1", "e-1");
  }

  private static ChatFact.MessageReceived chat(String text) {
    return new ChatFact.MessageReceived("m-1", text, null, null, null, null);
  }

  @Test
  void what_a_part_of_a_lead_has_written_is_scored_as_its_own() {
    assertThat(messages(chat("Hello"), SHOWN, "l-2"))
        .extracting(Message::leadId)
        .containsExactly("l-2");
  }

  @Test
  void what_a_lead_writes_by_chat_text_and_email_is_scored() {
    assertThat(messages(chat("Hello"), SHOWN))
        .containsExactly(new Message("default", "l-1", "e-1", "m-1", "c-1", "Hello"));
    assertThat(messages(new TextFact.MessageReceived("s-1", "Hi", null, null), SHOWN))
        .extracting(Message::messageId, Message::text)
        .containsExactly(tuple("s-1", "Hi"));
    assertThat(
            messages(
                new EmailFact.ReplyReceived("m-2", null, null, "Dear", null, null, null), SHOWN))
        .extracting(Message::text)
        .containsExactly("Dear");
  }

  @Test
  void of_a_call_what_the_lead_said_is_scored_piece_by_piece() {
    var call =
        new VoiceFact.TranscriptAdded(
            "c-1",
            List.of(
                new Segment(null, Speaker.AGENT, "How can I help?"),
                new Segment(null, Speaker.LEAD, "With prices."),
                new Segment(null, Speaker.LEAD, "For ten people.")));
    assertThat(messages(call, SHOWN))
        .extracting(Message::messageId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("c-1#"));
    assertThat(messages(call, SHOWN))
        .extracting(Message::text)
        .containsExactly("With prices.", "For ten people.");
  }

  @Test
  void each_piece_of_a_call_is_scored_once_whenever_its_transcript_comes() {
    var first = transcript("You fools.");
    assertThat(messages(first, SHOWN)).isEqualTo(messages(first, SHOWN));
    assertThat(messages(first, SHOWN).getFirst().messageId())
        .isNotEqualTo(messages(transcript("You idiots."), SHOWN).getFirst().messageId());
  }

  private static VoiceFact.TranscriptAdded transcript(String said) {
    return new VoiceFact.TranscriptAdded("c-1", List.of(new Segment(null, Speaker.LEAD, said)));
  }

  @Test
  void nobody_is_asked_about_a_machine_an_agent_a_page_or_a_blocked_lead() {
    assertThat(
            messages(
                new EmailFact.ReplyReceived("m-2", null, null, "Away", null, true, null), SHOWN))
        .isEmpty();
    assertThat(messages(new ChatFact.MessageSent("m-3", "Sure", null, null, null, null), SHOWN))
        .isEmpty();
    assertThat(messages(new WebFact.PageViewed("https://a", null, null, null, null, null), SHOWN))
        .isEmpty();
    assertThat(messages(chat("Hello"), Decision.HIDDEN)).isEmpty();
    assertThat(messages(chat("  "), SHOWN)).isEmpty();
  }
}
