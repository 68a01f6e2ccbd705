package dev.leadline.notification;

import static dev.leadline.events.ops.OpsEvent.Outcome.DONE;
import static dev.leadline.notification.domain.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.Story;
import dev.leadline.notification.domain.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every trigger, through Kafka, to a stand-in of every destination. */
class TellingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static StandIns standIns;
  private static GreenMail mail;
  private static RunningService service;

  @BeforeAll
  static void start() {
    standIns = new StandIns();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    service =
        new RunningService(
            folder,
            "--LEADLINE_SLACK_API=" + standIns.address("/slack-api"),
            "--LEADLINE_WEBEX_API=" + standIns.address("/webex"),
            "--LEADLINE_SMTP_HOST=127.0.0.1",
            "--LEADLINE_SMTP_PORT=" + mail.getSmtp().getPort(),
            "--LEADLINE_SMTP_STARTTLS=false");
  }

  @AfterAll
  static void stop() {
    service.close();
    mail.stop();
    standIns.close();
  }

  @Test
  void every_trigger_is_told_once_to_every_kind_though_each_event_comes_three_times() {
    String hook = service.destination("WEBHOOK", standIns.address("/hook"), "whsec_c2VjcmV0");
    String[] all = {
      hook,
      service.destination("SLACK_WEBHOOK", null, standIns.address("/slack")),
      service.destination("SLACK_BOT", "C123", "xoxb-token"),
      service.destination("WEBEX", "room-1", "webex-token"),
      service.destination("TEAMS", null, standIns.address("/teams")),
      service.destination("EMAIL", "team@acme.example", null),
      service.destination("INBOX", null, null)
    };
    List<Trigger> triggers = List.of(Trigger.values());
    for (Trigger trigger : triggers) service.rule(List.of(trigger.toString()), all);

    List<Announced> events = everything("lead-" + System.nanoTime());
    List<Announced> thrice = new ArrayList<>();
    for (Announced event : events) for (int i = 0; i < 3; i++) thrice.add(event);
    service.announce(thrice);
    service.announce(events);
    var rebuilt = new ReplayFinished("r-1", "lead_rows", DONE, START, Instant.now(), 25, 0L, null);
    for (int i = 0; i < 3; i++) service.announce("default", rebuilt);

    Map<String, Long> expected = expected(events);
    expected.put(Trigger.OPS_REPLAY_FINISHED.toString(), 1L);
    assertThat(expected.keySet())
        .containsExactlyInAnyOrderElementsOf(triggers.stream().map(Trigger::toString).toList());
    long messages = expected.values().stream().mapToLong(Long::longValue).sum();
    await("everything was told")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(standIns.calls("/hook")).hasSize((int) messages);
              assertThat(standIns.calls("/slack")).hasSize((int) messages);
              assertThat(standIns.calls("/slack-api/chat.postMessage")).hasSize((int) messages);
              assertThat(standIns.calls("/webex/messages")).hasSize((int) messages);
              assertThat(standIns.calls("/teams")).hasSize((int) messages);
              assertThat(mail.getReceivedMessages()).hasSize((int) messages);
              assertThat(service.get("/v1/notifications/inbox?limit=200").body().path("items"))
                  .hasSizeGreaterThanOrEqualTo((int) messages);
            });
    assertThat(told(hook)).isEqualTo(expected);
    assertThat(standIns.calls("/hook").stream().map(call -> call.headers().get("webhook-id")))
        .doesNotHaveDuplicates();
    assertThat(service.deliveries("&destination=" + hook + "&state=SENT")).hasSize((int) messages);
  }

  private static Map<String, Long> told(String destination) {
    return service
        .deliveries("&destination=" + destination)
        .valueStream()
        .collect(
            Collectors.groupingBy(
                line -> line.path("trigger").stringValue(), TreeMap::new, Collectors.counting()));
  }

  /** A life that pulls every trigger. */
  private static List<Announced> everything(String leadId) {
    var story = new Story("default", leadId, Instant.now());
    story.registered();
    story.writes("Hello");
    story.leavesEmail("ana@acme.example");
    for (int i = 0; i < 4; i++) story.writes("Message");
    story.comes("leadline.form.submitted.v1", Channel.FORM, List.of(Stage.WEBFORM_SUBMITTED));
    story.writes("A person, please", true, Instant.now(), false);
    story.comes("leadline.calendar.meeting-booked.v1", Channel.CALENDAR, List.of());
    story.comes("leadline.calendar.meeting-canceled.v1", Channel.CALENDAR, List.of());
    story.takenOver();
    story.writes("Are you a person?");
    story.wentStale();
    story.returned();
    story.comes("leadline.workflow.step-failed.v1", Channel.WORKFLOW, List.of());
    story.comes("leadline.crm.sync-failed.v1", Channel.CRM, List.of());
    story.blocked();
    story.unblocked();
    story.later(Duration.ofDays(31)).views();
    return List.copyOf(story.told());
  }

  /** Each rule is about one trigger, so every trigger that an event pulls is a message. */
  private static Map<String, Long> expected(List<Announced> events) {
    var told = new TreeMap<String, Long>();
    var story = new Story("default", events.getFirst().leadId());
    for (Announced event : events)
      for (Trigger trigger : story.repeated(event)) told.merge(trigger.toString(), 1L, Long::sum);
    return told;
  }
}
