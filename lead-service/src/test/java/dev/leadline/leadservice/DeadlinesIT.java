package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.TakeoverWentStale;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.SaveDeadlines;
import dev.leadline.leadservice.domain.TakeDeadlines;
import dev.leadline.leadservice.handling.MeetDeadlines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to leads by the passing of time alone, with much less patience than usual. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlinesIT {

  private static final String SAM = "\"memberId\":\"sam\",\"memberName\":\"Sam Reed\"";
  private static final Duration SOON = Duration.ofSeconds(60);

  private RunningService service;
  private HttpCalls http;

  @BeforeAll
  void start(@TempDir Path folder) {
    service =
        new RunningService(
            folder,
            null,
            "--LEADLINE_TAKEOVER_STALE_AFTER=PT1S",
            "--LEADLINE_TAKEOVER_RETURN_AFTER=PT3S",
            "--LEADLINE_DEADLINES_EVERY=PT0.2S",
            "--LEADLINE_RETENTION_LOOK_EVERY=PT0.2S");
    http = new HttpCalls(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String aLead() {
    return http.post(
            "/v1/leads",
            "{\"identity\":{\"email\":\"%s@acme.example\"},\"fields\":{}}"
                .formatted(UUID.randomUUID()))
        .is(201)
        .text("leadId");
  }

  private HttpCalls.Answer post(String leadId, String action, String more) {
    return http.post("/v1/leads/%s/%s".formatted(leadId, action), "{" + SAM + more + "}");
  }

  private <E extends LeadEvent> List<E> of(String leadId, Class<E> type) {
    return service.stored().stream()
        .filter(stored -> stored.leadId().equals(leadId))
        .map(StoredEvent::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void a_block_ends_at_the_time_that_it_was_given() {
    String leadId = aLead();
    Instant until = Instant.now().plusSeconds(1);
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"%s\"".formatted(until)).is(200);
    await("the block has ended")
        .atMost(SOON)
        .until(() -> !of(leadId, LeadUnblocked.class).isEmpty());
    LeadUnblocked ended = of(leadId, LeadUnblocked.class).getFirst();
    assertThat(ended.by()).isNull();
    assertThat(ended.at()).isAfterOrEqualTo(until);
    assertThat(http.get("/v1/leads/" + leadId + "/control").body().path("blocked").asBoolean())
        .isFalse();
  }

  @Test
  void a_block_into_the_past_and_one_until_no_time_at_all_are_refused() {
    String leadId = aLead();
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"2020-01-01T00:00:00Z\"")
        .isRefused(422, "invalid-command");
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"soon\"")
        .isRefused(422, "invalid-command");
  }

  /** PostgreSQL does not keep it, and whoever announces events would stop there for ever. */
  @Test
  void a_block_for_longer_than_any_calendar_is_refused_and_holds_nobody_up() {
    post(aLead(), "block", ",\"reason\":\"Spam\",\"until\":\"+300000-01-01T00:00:00Z\"")
        .isRefused(422, "invalid-command");
    String leadId = aLead();
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"9999-12-31T23:59:59Z\"").is(200);
    await("what follows is announced").atMost(SOON).until(() -> hasDeadline(leadId));
  }

  @Test
  void a_silent_takeover_is_pointed_out_once_and_then_given_back() {
    String leadId = aLead();
    post(leadId, "takeover", "").is(200);
    await("time has given it back")
        .atMost(SOON)
        .until(() -> !of(leadId, ControlReturned.class).isEmpty());
    assertThat(of(leadId, TakeoverWentStale.class)).hasSize(1);
    assertThat(of(leadId, ControlReturned.class).getFirst().by()).isNull();
  }

  @Test
  void a_message_of_the_member_starts_the_time_anew() {
    String leadId = aLead();
    long version =
        post(leadId, "takeover", "").is(200).body().path("control").path("version").asLong();
    await("it went stale")
        .atMost(SOON)
        .until(() -> of(leadId, TakeoverWentStale.class).size() == 1);
    post(leadId, "messages", ",\"text\":\"Hello\",\"controlVersion\":" + version).is(200);
    await("it went stale again")
        .atMost(SOON)
        .until(() -> of(leadId, TakeoverWentStale.class).size() == 2);
    Instant written = of(leadId, MemberMessageSent.class).getFirst().at();
    assertThat(of(leadId, TakeoverWentStale.class).getLast().at())
        .isAfterOrEqualTo(written.plusSeconds(1));
  }

  /** As while Kafka is away: what members write is stored, and not followed yet. */
  @Test
  void a_takeover_does_not_end_by_itself_before_it_is_known_whether_the_member_has_written()
      throws SQLException {
    String leadId = aLead();
    long version =
        post(leadId, "takeover", "").is(200).body().path("control").path("version").asLong();
    var end =
        new Deadline(
            "default",
            leadId,
            Deadline.What.TAKEOVER_ENDS,
            Instant.now().plus(Duration.ofMinutes(30)),
            version);
    service.bean(SaveDeadlines.class).save(List.of(end), Map.of());
    try (Connection held = service.bean(DataSource.class).getConnection()) {
      held.setAutoCommit(false);
      try (Statement lock = held.createStatement()) {
        lock.execute("select pg_advisory_xact_lock(x'6C6561646C696E65'::bigint)");
      }
      post(leadId, "messages", ",\"text\":\"Hello\",\"controlVersion\":" + version).is(200);
      assertThat(isDueWithinAnHour(leadId)).isFalse();
    }
    await("what the member wrote was followed").atMost(SOON).until(() -> isDueWithinAnHour(leadId));
  }

  /** Whether the end of its takeover would be taken then; it is not. */
  private boolean isDueWithinAnHour(String leadId) {
    Instant then = Instant.now().plus(Duration.ofHours(1));
    return Boolean.TRUE.equals(
        service
            .bean(TransactionTemplate.class)
            .execute(
                status -> {
                  status.setRollbackOnly();
                  return service.bean(TakeDeadlines.class).take(then, 1000).stream()
                      .anyMatch(
                          due ->
                              due.leadId().equals(leadId)
                                  && due.what() == Deadline.What.TAKEOVER_ENDS);
                }));
  }

  @Test
  void many_instances_at_once_do_what_is_due_once() throws Exception {
    var leads = new ArrayList<String>();
    var deadlines = new ArrayList<Deadline>();
    Instant until = Instant.now().plus(Duration.ofDays(1));
    for (int i = 0; i < 20; i++) {
      String leadId = aLead();
      leads.add(leadId);
      post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"%s\"".formatted(until)).is(200);
    }
    await("the end of each is kept")
        .atMost(SOON)
        .until(() -> leads.stream().allMatch(this::hasDeadline));
    for (String leadId : leads) {
      Instant at = of(leadId, LeadEvent.LeadBlocked.class).getFirst().at();
      deadlines.add(
          new Deadline(
              "default", leadId, Deadline.What.BLOCK_ENDS, Instant.EPOCH, at.toEpochMilli() + 1));
    }
    service.bean(SaveDeadlines.class).save(deadlines, Map.of());
    meetWithFourInstances();
    assertThat(leads).allMatch(leadId -> of(leadId, LeadUnblocked.class).isEmpty());

    List<Deadline> due =
        deadlines.stream()
            .map(
                each ->
                    new Deadline(
                        "default", each.leadId(), each.what(), Instant.EPOCH, each.round() - 1))
            .toList();
    service.bean(SaveDeadlines.class).save(due, Map.of());
    meetWithFourInstances();
    await("all blocks have ended")
        .atMost(SOON)
        .until(() -> leads.stream().allMatch(id -> !of(id, LeadUnblocked.class).isEmpty()));
    assertThat(leads).allMatch(leadId -> of(leadId, LeadUnblocked.class).size() == 1);
  }

  private boolean hasDeadline(String leadId) {
    return !service
        .jdbc()
        .queryForList("select 1 from lead_deadlines where lead_id = ?::uuid", leadId)
        .isEmpty();
  }

  private void meetWithFourInstances() throws Exception {
    MeetDeadlines meet = service.bean(MeetDeadlines.class);
    Callable<Boolean> once =
        () -> {
          meet.meet();
          return true;
        };
    try (var instances = Executors.newFixedThreadPool(4)) {
      for (var done : instances.invokeAll(List.of(once, once, once, once)))
        assertThat(done.get()).isTrue();
    }
  }

  @Test
  void what_is_due_outlives_a_restart() {
    String leadId = aLead();
    Instant until = Instant.now().plusSeconds(2);
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"%s\"".formatted(until)).is(200);
    service.restart();
    await("the block has ended")
        .atMost(SOON)
        .until(() -> !of(leadId, LeadUnblocked.class).isEmpty());
    assertThat(of(leadId, LeadUnblocked.class)).hasSize(1);
  }

  /** To judge all leads may take hours. */
  @Test
  void what_is_due_does_not_wait_until_leads_are_judged() throws SQLException {
    String leadId = aLead();
    Instant until = Instant.now().plus(Duration.ofDays(1));
    post(leadId, "block", ",\"reason\":\"Spam\",\"until\":\"%s\"".formatted(until)).is(200);
    await("its end is kept").atMost(SOON).until(() -> hasDeadline(leadId));
    try (Connection held = service.bean(DataSource.class).getConnection()) {
      held.setAutoCommit(false);
      try (Statement lock = held.createStatement()) {
        lock.execute("lock table retention_sweep in access exclusive mode");
      }
      Integer judging =
          await("leads are to be judged").atMost(SOON).until(this::judging, Objects::nonNull);
      dueNow(leadId);
      await("the block has ended").atMost(SOON).until(() -> !isBlocked(leadId));
      assertThat(judging()).isEqualTo(judging);
    }
  }

  @Test
  void what_cannot_be_done_to_one_lead_holds_up_no_other_and_is_done_later() {
    String broken = aLead();
    String leadId = aLead();
    Instant until = Instant.now().plus(Duration.ofDays(1));
    for (String each : List.of(broken, leadId)) {
      post(each, "block", ",\"reason\":\"Spam\",\"until\":\"%s\"".formatted(until)).is(200);
      await("its end is kept").atMost(SOON).until(() -> hasDeadline(each));
    }
    beginsWithRevision(broken, 99);
    try {
      dueNow(broken);
      dueNow(leadId);
      await("the block has ended").atMost(SOON).until(() -> !isBlocked(leadId));
      assertThat(hasDeadline(broken)).isTrue();
    } finally {
      beginsWithRevision(broken, 1);
    }
    assertThat(isBlocked(broken)).isTrue();
    dueNow(broken);
    await("its block has ended, too").atMost(SOON).until(() -> !isBlocked(broken));
  }

  private void beginsWithRevision(String leadId, int revision) {
    service
        .jdbc()
        .update(
            "update lead_events set payload_revision = ?"
                + " where aggregate_identifier = ?::uuid and sequence_number = 0",
            revision,
            leadId);
  }

  private void dueNow(String leadId) {
    service
        .jdbc()
        .update(
            "update lead_deadlines set due_at = now() - interval '1 minute'"
                + " where lead_id = ?::uuid",
            leadId);
  }

  private boolean isBlocked(String leadId) {
    return http.get("/v1/leads/" + leadId + "/control").body().path("blocked").asBoolean();
  }

  /** The process of PostgreSQL that waits to know which leads are next; null without one. */
  private @Nullable Integer judging() {
    return service
        .jdbc()
        .queryForList(
            "select pid from pg_locks where relation = 'retention_sweep'::regclass and not granted",
            Integer.class)
        .stream()
        .findFirst()
        .orElse(null);
  }
}
