package dev.leadline.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Channel;
import dev.leadline.notification.domain.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is a process of its own that is killed as {@code kill -9} does. */
class KilledIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final List<String> ABOUT =
      List.of(
          "lead.blocked",
          "lead.engaged",
          "lead.email-captured",
          "lead.call-scheduled",
          "takeover.started",
          "crm.sync-failed");

  @TempDir Path folder;
  private StandIns standIns;
  private RunningService service;

  @BeforeEach
  void start() {
    standIns = new StandIns();
    service =
        new RunningService(
            folder,
            "--LEADLINE_NOTIFICATION_ANSWER_TIMEOUT=30s",
            "--LEADLINE_NOTIFICATION_LEASE=3s",
            "--LEADLINE_NOTIFICATION_LOOK_AROUND=1s");
  }

  @AfterEach
  void stop() {
    service.close();
    standIns.close();
  }

  @Test
  void what_is_in_the_ledger_and_not_sent_when_it_dies_is_sent_once() throws Exception {
    // Slack's one message a second leaves time to die between two of them.
    String slack = service.destination("SLACK_WEBHOOK", null, standIns.address("/slack"));
    service.rule(ABOUT, slack);
    service.stop();

    Process child = child();
    everythingHappens();
    await("the first messages").atMost(PATIENCE).until(() -> standIns.calls("/slack").size() >= 2);
    child.destroyForcibly().waitFor();
    int before = standIns.calls("/slack").size();
    assertThat(before).isLessThan(6);

    service.start();
    await("every message")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(states(slack))
                    .hasSize(6)
                    .allMatch(state -> state.equals("SENT") || state.equals("UNKNOWN")));
    assertThat(titles("/slack")).doesNotHaveDuplicates();
    long unknown = states(slack).stream().filter("UNKNOWN"::equals).count();
    assertThat(unknown).isLessThanOrEqualTo(1);
    assertThat(standIns.calls("/slack")).hasSizeBetween(6 - (int) unknown, 6);
  }

  @Test
  void what_was_sent_and_not_written_down_when_it_dies_is_unknown_and_not_sent_again()
      throws Exception {
    standIns.reply("/slack", exchange -> Thread.sleep(Duration.ofSeconds(60)));
    standIns.reply("/hook", exchange -> Thread.sleep(Duration.ofSeconds(60)));
    String slack = service.destination("SLACK_WEBHOOK", null, standIns.address("/slack"));
    service.rule(List.of("lead.blocked"), slack);
    String hook = service.destination("WEBHOOK", standIns.address("/hook"), "key");
    service.rule(ABOUT, hook);
    service.stop();

    Process child = child();
    everythingHappens();
    await("every message on its way")
        .atMost(PATIENCE)
        .until(() -> standIns.calls("/slack").size() == 1 && standIns.calls("/hook").size() == 6);
    child.destroyForcibly().waitFor();
    standIns.reply("/slack", StandIns.answering(200, "ok"));
    standIns.reply("/hook", StandIns.answering(200, "ok"));

    service.start();
    await("the outcomes are called unknown")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(states(slack)).containsExactly("UNKNOWN");
              assertThat(states(hook)).hasSize(6).containsOnly("UNKNOWN");
            });
    assertThat(
            service
                .deliveries("&state=UNKNOWN")
                .valueStream()
                .map(line -> line.path("reason").stringValue()))
        .containsOnly("The service stopped while it was sending; whether it arrived is not known.");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> standIns.calls("/slack").size() == 1 && standIns.calls("/hook").size() == 6);
  }

  /** Six leads, each of whom pulls one of the triggers. */
  private void everythingHappens() {
    List<Consumer<Story>> happenings =
        List.of(
            Story::blocked,
            story -> story.writes("Hello"),
            story -> story.leavesEmail("ana@acme.example"),
            story ->
                story.comes("leadline.calendar.meeting-booked.v1", Channel.CALENDAR, List.of()),
            Story::takenOver,
            story -> story.comes("leadline.crm.sync-failed.v1", Channel.CRM, List.of()));
    for (int i = 0; i < happenings.size(); i++) {
      var story = new Story("default", "lead-" + i, Instant.now());
      story.registered();
      happenings.get(i).accept(story);
      service.announce(story.told());
    }
  }

  private List<String> states(String destination) {
    return service
        .deliveries("&destination=" + destination)
        .valueStream()
        .map(line -> line.path("state").stringValue())
        .toList();
  }

  private List<String> titles(String path) {
    return standIns.calls(path).stream().map(StandIns.Call::body).toList();
  }

  private Process child() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                NotificationServiceApplication.class.getName()));
    Stream.of(service.arguments()).forEach(command::add);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }
}
