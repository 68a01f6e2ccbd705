package dev.leadline.leadservice.domain;

import static dev.leadline.events.Stage.BROWSING;
import static dev.leadline.events.Stage.CALENDAR_SHOWN;
import static dev.leadline.events.Stage.CALL_SCHEDULED;
import static dev.leadline.events.Stage.EMAIL_CAPTURED;
import static dev.leadline.events.Stage.ENGAGED;
import static dev.leadline.events.Stage.WEBFORM_SUBMITTED;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leadline.catalogue.Catalogue;
import dev.leadline.catalogue.Samples;
import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Stage;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.lead.Decision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of channel events, row by row: what the sample of each leads to. */
class CatalogueTest {

  private static final Identity VISITOR = LeadScenario.VISITOR;

  private static Arguments row(
      String name, Channel channel, int messages, @Nullable String action, Stage... stages) {
    return arguments(name, channel, messages, action, List.of(stages));
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row("web.page-viewed", Channel.WEB, 0, "Visited Webpage", BROWSING),
        row("web.fields-set", Channel.WEB, 0, "Provided Details", BROWSING, EMAIL_CAPTURED),
        row("web.media-viewed", Channel.WEB, 0, "Viewed Media"),
        row("chat.conversation-started", Channel.CHAT, 0, "Opened Chat", BROWSING),
        row("chat.message-received", Channel.CHAT, 1, "Sent Chat Message", ENGAGED),
        row("chat.message-sent", Channel.CHAT, 0, null),
        row("chat.email-captured", Channel.CHAT, 0, "Shared Email", EMAIL_CAPTURED),
        row("chat.field-captured", Channel.CHAT, 0, "Provided Details"),
        row("chat.conversation-ended", Channel.CHAT, 0, null),
        row("chat.feedback-given", Channel.CHAT, 0, null),
        row("email.sent", Channel.EMAIL, 0, null),
        row("email.delivered", Channel.EMAIL, 0, null),
        row("email.bounced", Channel.EMAIL, 0, null),
        row("email.opened", Channel.EMAIL, 0, null),
        row("email.link-clicked", Channel.EMAIL, 0, "Clicked Email Link"),
        row("email.reply-received", Channel.EMAIL, 1, "Replied to Email", ENGAGED, EMAIL_CAPTURED),
        row("email.unsubscribed", Channel.EMAIL, 0, "Unsubscribed"),
        row("email.complained", Channel.EMAIL, 0, "Unsubscribed"),
        row("voice.call-started", Channel.VOICE, 0, "Called", ENGAGED),
        row("voice.call-answered", Channel.VOICE, 0, "Answered Phone Call", ENGAGED),
        row("voice.call-missed", Channel.VOICE, 0, null),
        row("voice.call-ended", Channel.VOICE, 7, null),
        row("voice.transcript-added", Channel.VOICE, 0, null),
        row("voice.transferred", Channel.VOICE, 0, "Transferred to Rep"),
        row("text.message-received", Channel.TEXT, 1, "Sent Text Message", ENGAGED),
        row("text.message-sent", Channel.TEXT, 0, null),
        row("text.delivered", Channel.TEXT, 0, null),
        row("text.failed", Channel.TEXT, 0, null),
        row("text.opted-out", Channel.TEXT, 0, "Opted Out of Texts"),
        row("text.opted-in", Channel.TEXT, 0, "Opted In"),
        row("copilot.meeting-joined", Channel.COPILOT, 0, "Attended Meeting"),
        row("copilot.question-asked", Channel.COPILOT, 0, null),
        row("copilot.meeting-ended", Channel.COPILOT, 0, null),
        row("demo.started", Channel.DEMO, 0, "Started Demo", ENGAGED),
        row("demo.ended", Channel.DEMO, 0, null),
        row(
            "form.submitted",
            Channel.FORM,
            0,
            "Submitted Webform",
            EMAIL_CAPTURED,
            WEBFORM_SUBMITTED),
        row("calendar.shown", Channel.CALENDAR, 0, null, CALENDAR_SHOWN),
        row(
            "calendar.meeting-booked",
            Channel.CALENDAR,
            0,
            "Scheduled Call",
            EMAIL_CAPTURED,
            CALL_SCHEDULED),
        row("calendar.meeting-rescheduled", Channel.CALENDAR, 0, "Rescheduled Call"),
        row("calendar.meeting-canceled", Channel.CALENDAR, 0, "Canceled Call"),
        row("calendar.meeting-held", Channel.CALENDAR, 0, "Attended Meeting"),
        row("calendar.no-show", Channel.CALENDAR, 0, null),
        row("control.taken-over", Channel.SYSTEM, 0, null),
        row("control.returned", Channel.SYSTEM, 0, null),
        row("control.reassigned", Channel.SYSTEM, 0, null),
        row("moderation.message-scored", Channel.SYSTEM, 0, null),
        row("block.requested", Channel.SYSTEM, 0, null),
        row("unblock.requested", Channel.SYSTEM, 0, null),
        row("workflow.enrolled", Channel.WORKFLOW, 0, null),
        row("workflow.step-scheduled", Channel.WORKFLOW, 0, null),
        row("workflow.step-held", Channel.WORKFLOW, 0, null),
        row("workflow.step-executed", Channel.WORKFLOW, 0, null),
        row("workflow.step-skipped", Channel.WORKFLOW, 0, null),
        row("workflow.step-failed", Channel.WORKFLOW, 0, null),
        row("workflow.exited", Channel.WORKFLOW, 0, null),
        row("workflow.completed", Channel.WORKFLOW, 0, null),
        row("crm.record-pulled", Channel.CRM, 0, null, BROWSING),
        row("crm.record-pushed", Channel.CRM, 0, null),
        row("crm.sync-failed", Channel.CRM, 0, null),
        row("api.lead-upserted", Channel.API, 0, null, BROWSING),
        row("api.event-tracked", Channel.API, 0, null),
        row("deanonymization.matched", Channel.SYSTEM, 0, null),
        row("deanonymization.missed", Channel.SYSTEM, 0, null),
        row("enrichment.completed", Channel.SYSTEM, 0, null),
        row("enrichment.failed", Channel.SYSTEM, 0, null),
        row("email.validated", Channel.SYSTEM, 0, null),
        row("phone.validated", Channel.SYSTEM, 0, null),
        row("summary.generated", Channel.SYSTEM, 0, null),
        row("privacy.erasure-requested", Channel.SYSTEM, 0, null),
        row("privacy.export-requested", Channel.SYSTEM, 0, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void a_channel_event_leads_to_what_the_table_says(
      String name, Channel channel, int messages, @Nullable String action, List<Stage> stages) {
    var lead = aLead().as(VISITOR).tells(sample(name));
    Decision decision = lead.last().decision();
    assertThat(lead.last().origin().channel()).isEqualTo(channel);
    assertThat(decision.messages()).isEqualTo(messages);
    assertThat(decision.action() == null ? null : decision.action().label()).isEqualTo(action);
    assertThat(decision.stages()).containsExactlyElementsOf(stages);
    assertThat(decision.hidden()).isFalse();
    assertThat(decision.suppressed()).isFalse();
  }

  @Test
  void the_table_has_a_row_for_every_type() {
    Set<Object> rows = table().map(row -> row.get()[0]).collect(Collectors.toSet());
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.channelFacts().stream()
                .<Object>map(fact -> WireName.of(fact).name())
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void nothing_that_a_blocked_lead_does_counts(
      String name, Channel channel, int messages, @Nullable String action, List<Stage> stages) {
    var lead = aLead().tells(sample("block.requested")).tells(sample(name));
    assertThat(lead.last().decision()).isEqualTo(Decision.HIDDEN);
    assertThat(lead.last().origin().channel()).isEqualTo(channel);
  }

  static ChannelFact sample(String name) {
    Class<? extends ChannelFact> fact =
        Catalogue.channelFacts().stream()
            .filter(type -> WireName.of(type).name().equals(name))
            .findFirst()
            .orElseThrow();
    return Json.MAPPER.treeToValue(Samples.body(fact).path("payload"), fact);
  }
}
