package dev.leadline.timeline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineEntriesTest {

  private static final Instant AT = Histories.START;

  @Test
  void a_page_view_shows_the_title_of_the_page() {
    var entry = entry("web.page-viewed", "{'url':'https://x.example/a','path':'/a','title':'Ay'}");
    assertThat(entry.kind()).isEqualTo(Kind.PAGE_VIEW);
    assertThat(entry.label()).isEqualTo("Ay");
    assertThat(entry("web.page-viewed", "{'url':'https://x.example/a','path':'/a'}").label())
        .isEqualTo("/a");
    assertThat(entry("web.page-viewed", "{'url':'https://x.example/a','title':' '}").label())
        .isEqualTo("https://x.example/a");
  }

  @Test
  void a_message_shows_what_was_said_and_no_label() {
    var entry = entry("chat.message-received", "{'messageId':'m','text':'Do you support SSO?'}");
    assertThat(entry.kind()).isEqualTo(Kind.MESSAGE);
    assertThat(entry.text()).isEqualTo("Do you support SSO?");
    assertThat(entry.label()).isNull();
    assertThat(entry.type()).isEqualTo("leadline.chat.message-received.v1");
  }

  @Test
  void what_is_no_message_reads_as_a_sales_person_would_say_it() {
    assertThat(entry("chat.conversation-started", "{'initialPageUrl':'https://x.example'}").label())
        .isEqualTo("Opened the chat on https://x.example");
    assertThat(entry("chat.email-captured", "{'value':'ana@acme.example'}").label())
        .isEqualTo("Shared an email address: ana@acme.example");
    assertThat(entry("form.submitted", "{'formId':'f-1','formName':'Demo request'}").label())
        .isEqualTo("Submitted Webform: Demo request");
    assertThat(entry("calendar.shown", "{}").label()).isEqualTo("Was shown the calendar");
    assertThat(
            entry("calendar.meeting-booked", "{'meetingId':'1','startsAt':'2026-11-24T15:00:00Z'}")
                .label())
        .isEqualTo("Scheduled a call for 24 Nov 2026, 15:00 UTC");
    assertThat(
            entry(
                    "workflow.step-scheduled",
                    "{'enrolmentId':'e','stepId':'s','kind':'EMAIL','dueAt':'2026-11-24T15:00:00Z'}")
                .label())
        .isEqualTo("Next step scheduled: Send Email, due 24 Nov 2026, 15:00 UTC");
    assertThat(
            entry(
                    "workflow.step-executed",
                    "{'enrolmentId':'e','stepId':'s','result':'delivered','reason':'first try'}")
                .label())
        .isEqualTo("Next step done: delivered (first try)");
  }

  @Test
  void a_fact_of_an_unknown_type_is_a_generic_entry() {
    var event = event("fax.page-sent", "{'faxId':'f'}");
    var entry = TimelineEntries.of("lead", 4, event).getFirst();
    assertThat(entry.kind()).isEqualTo(Kind.NOTE);
    assertThat(entry.label()).isEqualTo("Fax: page sent");
    assertThat(TimelineEntries.understands(event)).isFalse();
  }

  @Test
  void a_fact_that_does_not_fit_its_type_is_a_generic_entry_and_no_failure() {
    var event = event("calendar.meeting-booked", "{'meetingId':'1','startsAt':'soon'}");
    assertThat(TimelineEntries.of("lead", 4, event).getFirst().kind()).isEqualTo(Kind.NOTE);
    assertThat(TimelineEntries.understands(event)).isFalse();
  }

  @Test
  void an_erased_message_keeps_its_place_and_loses_its_text_and_its_name() {
    var event = Histories.email("1", AT, "ana@acme.example");
    var message = Histories.chatMessage("2", AT, "I am Ana");
    var erased = TimelineEntries.of("lead", 3, message.withoutPersonal()).getFirst();
    assertThat(erased.text()).isEqualTo("[erased]");
    assertThat(erased.at()).isEqualTo(AT);
    assertThat(TimelineEntries.of("lead", 3, event).getFirst().actor().name())
        .isEqualTo("Ana Lima");
    assertThat(TimelineEntries.of("lead", 3, event.withoutPersonal()).getFirst().actor().name())
        .isNull();
  }

  @Test
  void an_erasure_leaves_nothing_of_what_was_said_anywhere() {
    for (var event : Histories.random(new Random(7), 300)) {
      String said = Json.MAPPER.writeValueAsString(event.personal());
      var erased = TimelineEntries.of("lead", 1, event.withoutPersonal()).getFirst();
      assertThat(Json.MAPPER.writeValueAsString(erased))
          .as("of %s", said)
          .doesNotContain("acme.example", "Message", "Pricing", "Ana", "UTC");
    }
  }

  @Test
  void an_entry_that_is_erased_later_reads_as_one_that_was_read_erased() {
    for (var event : Histories.random(new Random(8), 300))
      assertThat(TimelineEntries.withoutPersonal(TimelineEntries.of("l", 1, event).getFirst()))
          .isEqualTo(TimelineEntries.of("l", 1, event.withoutPersonal()).getFirst());
  }

  @Test
  void the_erasure_itself_is_a_marker_that_outlives_it() {
    var marker = TimelineEntries.of("lead", 5, new LeadErased(AT, "Art. 17", List.of())).getFirst();
    assertThat(marker.kind()).isEqualTo(Kind.MARKER);
    assertThat(marker.label()).isEqualTo("Personal data erased");
    assertThat(TimelineEntries.withoutPersonal(marker)).isEqualTo(marker);
  }

  @Test
  void a_registration_is_no_entry() {
    assertThat(TimelineEntries.of("lead", 0, Histories.registered())).isEmpty();
  }

  private static TimelineEntry entry(String name, String payload) {
    return TimelineEntries.of("lead", 3, event(name, payload)).getFirst();
  }

  private static LeadEvent event(String name, String payload) {
    return Histories.interaction(
        "1",
        AT,
        "leadline." + name + ".v1",
        Channel.CHAT,
        payload.replace('\'', '"'),
        Histories.NOTHING,
        null);
  }
}
