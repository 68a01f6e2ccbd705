package dev.leadline.notification;

import static dev.leadline.events.ops.OpsEvent.Outcome.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.domain.SettleTries.Settled;
import dev.leadline.notification.domain.SettleTries.Verdict;
import dev.leadline.notification.domain.Story;
import dev.leadline.notification.handling.TidyLedger;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lines of the ledger that wait for too long, or ended long ago. Days pass by making lines older,
 * and the ledger is tidied when a test says so.
 */
class OldLinesIT {

  private static final AtomicInteger LEADS = new AtomicInteger();
  private static final String GIVEN_UP = "Given up: nobody could be told in time.";

  @TempDir static Path folder;
  private static StandIns standIns;
  private static RunningService service;

  @BeforeAll
  static void start() {
    standIns = new StandIns();
    service = new RunningService(folder, "--LEADLINE_NOTIFICATION_LOOK_AROUND=1h");
  }

  @AfterAll
  static void stop() {
    service.close();
    standIns.close();
  }

  @Test
  void what_waited_for_three_days_is_given_up_and_not_sent_when_the_destination_is_back() {
    String hook = off("/back");
    String rule = service.rule(List.of("lead.blocked"), hook);
    long lastSpring = happens(rule);
    long today = happens(rule);
    grewOlder(lastSpring, "3 days");
    grewOlder(today, "2 days 23 hours");
    double before = givenUp();

    tidy();

    assertThat(line(lastSpring))
        .containsEntry("state", "FAILED")
        .containsEntry("reason", GIVEN_UP + " The destination was off.");
    assertThat(state(today)).isEqualTo("PENDING");
    assertThat(givenUp()).isEqualTo(before + 1);

    turn(hook, true);
    await().until(() -> state(today).equals("SENT"));
    sent(happens(rule));
    assertThat(standIns.calls("/back")).hasSize(2);
    assertThat(state(lastSpring)).isEqualTo("FAILED");
  }

  /** The service itself may have been off for as long. */
  @Test
  void what_waited_too_long_is_not_sent_though_nobody_has_given_it_up_yet() {
    String hook = off("/not-yet");
    String rule = service.rule(List.of("lead.blocked"), hook);
    long lastSpring = happens(rule);
    grewOlder(lastSpring, "3 days");

    turn(hook, true);
    sent(happens(rule));

    assertThat(standIns.calls("/not-yet")).hasSize(1);
    assertThat(state(lastSpring)).isEqualTo("PENDING");
    tidy();
    assertThat(line(lastSpring)).containsEntry("state", "FAILED").containsEntry("reason", GIVEN_UP);
  }

  @Test
  void another_try_makes_nothing_younger() {
    String hook = off("/again");
    long line = happens(service.rule(List.of("lead.blocked"), hook));
    Map<String, Object> first = line(line);
    jdbc().update("update deliveries set state='SENDING', attempts=1 where delivery_id=?", line);
    Instant now = Instant.now();
    service
        .bean(SettleTries.class)
        .settle(
            List.of(new Settled(line, 1, Delivery.State.PENDING, now.plusSeconds(3600), "Busy.")),
            new Verdict(hook, true, null, 0, null),
            now);
    assertThat(line(line)).containsEntry("first_due_at", first.get("due_at"));
    turn(hook, true);

    grewOlder(line, "3 days");
    tidy();

    assertThat(line(line))
        .containsEntry("state", "FAILED")
        .containsEntry("reason", GIVEN_UP + " Busy.");
  }

  @Test
  void what_is_over_the_rate_waits_no_longer_than_anything_else() {
    String inbox = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.blocked"), inbox);
    service.call(
        "PATCH", "/v1/notifications/rules/" + rule, "{\"rate\":{\"most\":1,\"within\":\"P7D\"}}");
    sent(happens(rule));
    long more = happens(rule);
    await().until(() -> line(more).get("first_due_at") != null);

    grewOlder(more, "3 days");
    tidy();

    assertThat(line(more))
        .containsEntry("state", "FAILED")
        .containsEntry("reason", GIVEN_UP + " Waits: the rule's rate or quiet hours.");
  }

  @Test
  void a_digest_of_a_week_is_not_late_before_it_is_due() {
    String inbox = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.blocked"), inbox);
    service.call("PATCH", "/v1/notifications/rules/" + rule, "{\"digest\":\"P7D\"}");
    long line = happens(rule);
    jdbc()
        .update(
            "update deliveries set at = at - interval '6 days', due_at = now() + interval '1 day',"
                + " changed_at = changed_at - interval '6 days' where delivery_id = ?",
            line);

    tidy();

    assertThat(state(line)).isEqualTo("PENDING");
  }

  @Test
  void what_was_given_up_is_sent_again_if_a_person_says_so_and_may_wait_like_a_new_one() {
    String hook = off("/by-hand");
    long line = happens(service.rule(List.of("lead.blocked"), hook));
    jdbc().update("update deliveries set first_due_at = due_at where delivery_id = ?", line);
    grewOlder(line, "100 days");
    tidy();
    assertThat(state(line)).isEqualTo("FAILED");

    assertThat(sendAgain(line)).isEqualTo(202);
    tidy();
    assertThat(state(line)).isEqualTo("PENDING");
    turn(hook, true);
    await().until(() -> state(line).equals("SENT"));
    assertThat(standIns.calls("/by-hand")).hasSize(1);
    assertThat(sendAgain(line)).isEqualTo(409);
  }

  @Test
  void an_erasure_reaches_what_was_given_up() {
    String hook = off("/erased");
    service.rule(List.of("lead.blocked"), hook);
    var story = new Story("default", "erased-when-given-up", Instant.now());
    long line = happens(story, hook);
    grewOlder(line, "3 days");
    tidy();
    assertThat(line(line)).containsEntry("state", "FAILED").extractingByKey("sealed").isNotNull();

    story.erased();
    service.announce(story.told());

    await().until(() -> line(line).get("sealed") == null);
    assertThat(sendAgain(line)).isEqualTo(409);
  }

  @Test
  void what_ended_ninety_days_ago_is_deleted_and_what_has_not_ended_stays() {
    for (var state : Delivery.State.values())
      for (String age : List.of("89 days", "91 days"))
        jdbc()
            .update(
                """
                insert into deliveries (tenant, rule_id, destination_id, event_id, trigger, state,
                                        at, due_at, changed_at)
                values ('default', 'old', 'nowhere', ?, 'lead.blocked', ?, now(), now(),
                        now() - ?::interval)
                """,
                state + " " + age,
                state.name(),
                age);

    tidy();

    assertThat(
            jdbc()
                .queryForList(
                    "select event_id from deliveries where rule_id = 'old'", String.class))
        .containsExactlyInAnyOrder(
            "PENDING 89 days",
            "PENDING 91 days",
            "SENDING 89 days",
            "SENDING 91 days",
            "SENT 89 days",
            "FAILED 89 days",
            "UNKNOWN 89 days",
            "SKIPPED 89 days",
            "DROPPED 89 days");
    jdbc().update("delete from deliveries where rule_id = 'old'");
  }

  @Test
  void an_event_of_a_lead_that_comes_again_when_its_line_is_gone_is_not_told_again() {
    String hook = service.destination("WEBHOOK", standIns.address("/forgotten"), "key");
    String rule = service.rule(List.of("lead.blocked"), hook);
    var story = new Story("default", "forgotten", Instant.now());
    long line = happens(story, hook);
    sent(line);
    jdbc()
        .update(
            "update deliveries set changed_at = changed_at - interval '90 days'"
                + " where delivery_id = ?",
            line);
    tidy();
    assertThat(lines(hook)).isEmpty();

    story.unblocked();
    story.blocked();
    service.announce(story.told());

    await().until(() -> lines(hook).size() == 1);
    sent(lines(hook).getFirst());
    assertThat(standIns.calls("/forgotten")).hasSize(2);
    service.call("DELETE", "/v1/notifications/rules/" + rule, null);
  }

  /** Operators' events have no sequence, so the ledger alone knows that they were told. */
  @Test
  void an_event_that_is_older_than_what_the_ledger_remembers_is_not_told() {
    String hook = service.destination("WEBHOOK", standIns.address("/ops"), "key");
    String rule = service.rule(List.of("ops.replay-finished"), hook);
    jdbc().update("update rules set since = '2020-01-01' where rule_id = ?", rule);
    Instant now = Instant.now();

    for (int days : List.of(91, 89)) service.announce("default", ended(now, days));

    await().until(() -> lines(hook).size() == 1);
    assertThat(line(lines(hook).getFirst())).containsEntry("event_id", "ended-89");
    service.call("DELETE", "/v1/notifications/rules/" + rule, null);
  }

  private static ReplayFinished ended(Instant now, int daysAgo) {
    Instant then = now.minus(Duration.ofDays(daysAgo));
    return new ReplayFinished("ended-" + daysAgo, "lead_rows", DONE, then, then, 25, 0L, null);
  }

  private static String off(String path) {
    String hook = service.destination("WEBHOOK", standIns.address(path), "key");
    turn(hook, false);
    return hook;
  }

  private static void turn(String destination, boolean on) {
    service.call(
        "PATCH", "/v1/notifications/destinations/" + destination, "{\"enabled\":" + on + "}");
  }

  /** The line of a new lead that is blocked, which this rule is about. */
  private static long happens(String rule) {
    var story = new Story("default", "old-" + LEADS.incrementAndGet(), Instant.now());
    story.registered();
    story.blocked();
    service.announce(story.told());
    return awaited("rule_id = ? and lead_id = ?", rule, story.lead().state().leadId());
  }

  private static long happens(Story story, String destination) {
    story.registered();
    story.blocked();
    service.announce(story.told());
    return awaited("destination_id = ?", destination);
  }

  private static long awaited(String condition, Object... values) {
    String sql = "select delivery_id from deliveries where " + condition;
    await().until(() -> !jdbc().queryForList(sql, Long.class, values).isEmpty());
    return jdbc().queryForList(sql, Long.class, values).getFirst();
  }

  private static void grewOlder(long line, String by) {
    jdbc()
        .update(
            """
            update deliveries
            set first_due_at = first_due_at - ?::interval,
                due_at = case when first_due_at is null then due_at - ?::interval else due_at end
            where delivery_id = ?
            """,
            by,
            by,
            line);
  }

  private static void tidy() {
    service.bean(TidyLedger.class).tidy();
  }

  private static void sent(long line) {
    await().until(() -> state(line).equals("SENT"));
  }

  private static int sendAgain(long line) {
    return service.post("/v1/notifications/deliveries/" + line + "/send-again", "{}").status();
  }

  private static String state(long line) {
    return (String) line(line).get("state");
  }

  private static Map<String, Object> line(long line) {
    return jdbc().queryForMap("select * from deliveries where delivery_id = ?", line);
  }

  private static List<Long> lines(String destination) {
    return jdbc()
        .queryForList(
            "select delivery_id from deliveries where destination_id = ?", Long.class, destination);
  }

  private static double givenUp() {
    return service.bean(MeterRegistry.class).counter(NotificationMeters.GIVEN_UP.meter()).count();
  }

  private static JdbcTemplate jdbc() {
    return service.bean(JdbcTemplate.class);
  }
}
