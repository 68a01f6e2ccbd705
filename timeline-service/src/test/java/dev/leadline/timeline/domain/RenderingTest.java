package dev.leadline.timeline.domain;

import static dev.leadline.events.view.TimelineEntry.Kind.CALL;
import static dev.leadline.events.view.TimelineEntry.Kind.EMAIL;
import static dev.leadline.events.view.TimelineEntry.Kind.FORM;
import static dev.leadline.events.view.TimelineEntry.Kind.MARKER;
import static dev.leadline.events.view.TimelineEntry.Kind.MEETING;
import static dev.leadline.events.view.TimelineEntry.Kind.MESSAGE;
import static dev.leadline.events.view.TimelineEntry.Kind.NOTE;
import static dev.leadline.events.view.TimelineEntry.Kind.PAGE_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leadline.catalogue.Catalogue;
import dev.leadline.catalogue.Samples;
import dev.leadline.events.Channel;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** How the sample of each channel fact reads. */
class RenderingTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("api.event-tracked", NOTE, "Trial started", null),
        arguments(
            "api.lead-upserted",
            MARKER,
            "Told by the Leads API: company name, num employees, plan",
            null),
        arguments(
            "calendar.meeting-booked",
            MEETING,
            "Scheduled a call for 24 Nov 2026, 15:00 UTC",
            null),
        arguments(
            "calendar.meeting-canceled", MEETING, "Canceled a call (On holiday that week)", null),
        arguments("calendar.meeting-held", MEETING, "Attended the meeting", null),
        arguments(
            "calendar.meeting-rescheduled",
            MEETING,
            "Rescheduled a call to 25 Nov 2026, 10:00 UTC",
            null),
        arguments("calendar.no-show", MEETING, "Did not come to the meeting", null),
        arguments("calendar.shown", MEETING, "Was shown the calendar", null),
        arguments("chat.conversation-ended", MARKER, "The conversation ended (IDLE)", null),
        arguments(
            "chat.conversation-started",
            MARKER,
            "Opened the chat on https://www.example.com/pricing",
            null),
        arguments(
            "chat.email-captured", MARKER, "Shared an email address: ana.lima@acme.example", null),
        arguments(
            "chat.feedback-given",
            NOTE,
            "Feedback by Sam Reed: bad answer",
            "Name the two protocols and link the guide."),
        arguments(
            "chat.field-captured", MARKER, "Answered: biggest challenge is Too many tools", null),
        arguments(
            "chat.message-received",
            MESSAGE,
            null,
            "Do you support single sign-on? Here is our list of requirements."),
        arguments(
            "chat.message-sent",
            MESSAGE,
            null,
            "Yes, by SAML and OpenID Connect. Would you like to see it in a demo?"),
        arguments("copilot.meeting-ended", MEETING, "The meeting ended (30 min)", null),
        arguments("copilot.meeting-joined", MEETING, "Attended a meeting", null),
        arguments(
            "copilot.question-asked", MEETING, "Asked a question", "Can it be hosted in the EU?"),
        arguments(
            "crm.record-pulled",
            MARKER,
            "Read from Salesforce: company name, first name, last name, num employees",
            null),
        arguments("crm.record-pushed", MARKER, "Written to Salesforce", null),
        arguments(
            "crm.sync-failed",
            MARKER,
            "Salesforce did not take the lead (REQUIRED_FIELD_MISSING)",
            null),
        arguments("deanonymization.matched", MARKER, "Company recognised by vector", null),
        arguments("deanonymization.missed", MARKER, "Not recognised by vector", null),
        arguments("demo.ended", MARKER, "The demo ended (7 min)", null),
        arguments("demo.started", MARKER, "Started a product demo", null),
        arguments("email.bounced", MARKER, "Email not delivered: no such mailbox", null),
        arguments("email.complained", MARKER, "Reported an email as spam: all", null),
        arguments("email.delivered", MARKER, "Email delivered", null),
        arguments(
            "email.link-clicked",
            MARKER,
            "Clicked a link in an email: https://www.example.com/guide",
            null),
        arguments("email.opened", MARKER, "Email opened by a machine", null),
        arguments(
            "email.reply-received",
            EMAIL,
            "Re: Getting started",
            "Thank you. Could somebody call me tomorrow?"),
        arguments("email.sent", EMAIL, "Getting started", "Hello Ana, here is how to begin."),
        arguments("email.unsubscribed", MARKER, "Unsubscribed from emails: newsletter", null),
        arguments("email.validated", MARKER, "Email checked: valid", null),
        arguments("phone.validated", MARKER, "Phone number checked: valid", null),
        arguments(
            "enrichment.completed",
            MARKER,
            "Enriched by peopledata: job title, seniority, skills",
            null),
        arguments("enrichment.failed", MARKER, "Not enriched by peopledata", null),
        arguments("form.submitted", FORM, "Submitted Webform: Contact sales", null),
        arguments("privacy.erasure-requested", MARKER, "Asked to be forgotten", null),
        arguments("privacy.export-requested", MARKER, "Asked what is known about them", null),
        arguments(
            "summary.generated",
            NOTE,
            "Conversation summary",
            "Ana looks for a platform with single sign-on for 120 people."),
        arguments("text.delivered", MARKER, "Text delivered", null),
        arguments("text.failed", MARKER, "Text not delivered (UNREACHABLE)", null),
        arguments("text.message-received", MESSAGE, null, "Yes, Tuesday works."),
        arguments("text.message-sent", MESSAGE, null, "Does Tuesday at three work for you?"),
        arguments("text.opted-in", MARKER, "Opted in to texts", null),
        arguments("text.opted-out", MARKER, "Opted out of texts", null),
        arguments("voice.call-answered", CALL, "Answered the call", null),
        arguments("voice.call-ended", CALL, "Call ended (3 min 20 s): meeting booked", null),
        arguments("voice.call-missed", CALL, "Missed call (no answer)", null),
        arguments("voice.call-started", CALL, "Called", null),
        arguments(
            "voice.transcript-added",
            CALL,
            "Transcript",
            "Agent: Good morning, how can I help?\nLead: I would like to see a demo."),
        arguments("voice.transferred", CALL, "Introduced and transferred to sam.reed", null),
        arguments(
            "web.fields-set",
            MARKER,
            "Told by the page: email, first name, num employees, utm source",
            null),
        arguments("web.media-viewed", MARKER, "Viewed media: Product tour", null),
        arguments("web.page-viewed", PAGE_VIEW, "Pricing", null),
        arguments("workflow.completed", MARKER, "Completed the workflow (All steps done)", null),
        arguments("workflow.enrolled", MARKER, "Entered a workflow: Welcome", null),
        arguments("workflow.exited", MARKER, "Left the workflow (Booked a meeting)", null),
        arguments(
            "workflow.step-executed",
            MARKER,
            "Next step done: SENT (Delivery window opened)",
            null),
        arguments(
            "workflow.step-failed", MARKER, "Next step failed (The mailbox refused it)", null),
        arguments(
            "workflow.step-held",
            MARKER,
            "Next step held (window) until 25 Nov 2026, 13:00 UTC",
            null),
        arguments(
            "workflow.step-scheduled",
            MARKER,
            "Next step scheduled: Send Email: getting started, due 25 Nov 2026, 09:00 UTC",
            null),
        arguments("workflow.step-skipped", MARKER, "Next step skipped (No phone number)", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void a_fact_reads_as_a_sales_person_would_say_it(
      String name, Kind kind, @Nullable String label, @Nullable String text) {
    TimelineEntry entry = TimelineEntries.of("lead", 1, sample(name)).getFirst();
    assertThat(entry.kind()).isEqualTo(kind);
    assertThat(entry.label()).isEqualTo(label);
    assertThat(entry.text()).isEqualTo(text);
  }

  @Test
  void every_fact_has_a_line_here_or_is_told_by_the_event_that_follows_from_it() {
    Set<String> told = lines().map(line -> (String) line.get()[0]).collect(Collectors.toSet());
    for (Class<? extends ChannelFact> fact : Catalogue.channelFacts()) {
      String name = WireName.of(fact).name();
      boolean silent =
          ControlFact.class.isAssignableFrom(fact) || ModerationFact.class.isAssignableFrom(fact);
      assertThat(told.contains(name)).as(name).isNotEqualTo(silent);
      if (silent) assertThat(TimelineEntries.of("lead", 1, sample(name))).as(name).isEmpty();
    }
  }

  @Test
  void every_fact_of_a_call_and_no_other_says_which_call_it_is() {
    lines()
        .map(line -> (String) line.get()[0])
        .forEach(
            name -> {
              TimelineEntry entry = TimelineEntries.of("lead", 1, sample(name)).getFirst();
              boolean ofCall = VoiceFact.class.isAssignableFrom(fact(name));
              String callId = Samples.body(fact(name)).path("payload").path("callId").asString();
              assertThat(callId.isEmpty()).as(name).isNotEqualTo(ofCall);
              assertThat(entry.callId()).as(name).isEqualTo(ofCall ? callId : null);
            });
  }

  @Test
  void every_fact_is_recognised() {
    for (Class<? extends ChannelFact> fact : Catalogue.channelFacts())
      assertThat(TimelineEntries.understands(sample(WireName.of(fact).name()))).isTrue();
  }

  @Test
  void no_value_of_a_sample_is_left_after_an_erasure() {
    lines()
        .map(line -> (String) line.get()[0])
        .forEach(
            name -> {
              InteractionRecorded event = sample(name);
              TimelineEntry before = TimelineEntries.of("lead", 1, event).getFirst();
              TimelineEntry erased =
                  TimelineEntries.of("lead", 1, event.withoutPersonal()).getFirst();
              assertThat(TimelineEntries.withoutPersonal(before)).as(name).isEqualTo(erased);
              for (String secret : values(name))
                assertThat(erased.text() + " " + erased.label()).as(name).doesNotContain(secret);
            });
  }

  /** What a payload says in words of its own, beside codes and names of ours. */
  private static List<String> values(String name) {
    return Samples.body(fact(name))
        .path("payload")
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(value -> value.length() > 6)
        .toList();
  }

  private static InteractionRecorded sample(String name) {
    return Histories.interaction(
        "1",
        Histories.START,
        WireName.of(fact(name)).cloudEventType(),
        Channel.CHAT,
        Samples.body(fact(name)).path("payload").toString(),
        Histories.NOTHING,
        null);
  }

  private static Class<? extends ChannelFact> fact(String name) {
    return Catalogue.channelFacts().stream()
        .filter(fact -> WireName.of(fact).name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
