package dev.leadline.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.notification.domain.Defaults;
import dev.leadline.notification.domain.Writing;
import dev.leadline.servicebase.SealingKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A ledger that a version has written which kept everything and waited for ever. */
class LedgerOfBeforeIT {

  private static final String LATEST = "2";

  @TempDir private Path folder;
  private JdbcTemplate jdbc;
  private SealingKey key;

  @Test
  void old_lines_end_those_of_today_are_sent_and_what_is_not_due_yet_waits() {
    try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
      write(postgres);
    }
    try (var service = new RunningService(folder, "--LEADLINE_NOTIFICATION_LOOK_AROUND=500ms")) {
      jdbc = service.bean(JdbcTemplate.class);
      await()
          .untilAsserted(
              () ->
                  assertThat(states())
                      .isEqualTo(
                          Map.of(
                              "waits for what was off for long", "FAILED",
                              "waits for what was away for long", "FAILED",
                              "waits since yesterday", "SENT",
                              "waits for its digest", "PENDING",
                              "was on its way", "UNKNOWN",
                              "was sent lately", "SENT",
                              "failed lately", "FAILED")));
      assertThat(reason("waits for what was off for long"))
          .isEqualTo("Given up: nobody could be told in time. The destination was off.");
      assertThat(reason("waits for what was away for long"))
          .isEqualTo("Given up: nobody could be told in time. It is away.");
      assertThat(reason("failed lately")).isEqualTo("It is away.");
      assertThat(jdbc.queryForList("select notice_id from inbox", String.class))
          .containsExactly("waits since yesterday");

      for (String event : new String[] {"failed lately", "waits for what was away for long"})
        assertThat(
                service
                    .post("/v1/notifications/deliveries/" + number(event) + "/send-again", "{}")
                    .status())
            .isEqualTo(202);
      await()
          .untilAsserted(
              () ->
                  assertThat(jdbc.queryForList("select notice_id from inbox", String.class))
                      .containsExactlyInAnyOrder(
                          "waits since yesterday",
                          "failed lately",
                          "waits for what was away for long"));
    }
  }

  private void write(EmbeddedPostgres postgres) {
    var source =
        new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/notification-service")
        .schemas("notification")
        .target(LATEST)
        .load()
        .migrate();
    source.setSchema("notification");
    jdbc = new JdbcTemplate(source);
    key = SealingKey.of("test", null, folder.resolve("notification.key"), () -> false);
    for (boolean on : new boolean[] {true, false})
      jdbc.update(
          "insert into destinations (destination_id, tenant, name, kind, enabled, since)"
              + " values (?, 'default', 'Inbox', 'INBOX', ?, now())",
          on ? "on" : "off",
          on);
    jdbc.update(
        "insert into rules (rule_id, tenant, terms, since) values ('rule', 'default', ?::jsonb,"
            + " now())",
        Json.MAPPER.writeValueAsString(
            Defaults.rules("default", Instant.now()).getFirst().terms()));

    line("waits for what was off for long", "off", "PENDING", "-30 days", "-30 days");
    line("waits for what was away for long", "on", "PENDING", "-30 days", "-1 hour");
    line("waits since yesterday", "on", "PENDING", "-1 day", "-1 day");
    line("waits for its digest", "on", "PENDING", "1 day", "-6 days");
    line("was on its way", "on", "SENDING", "-100 days", "-100 days");
    line("was sent lately", "on", "SENT", "-10 days", "-10 days");
    line("failed lately", "on", "FAILED", "-10 days", "-10 days");
    for (String state : new String[] {"SENT", "FAILED", "UNKNOWN", "SKIPPED", "DROPPED"})
      line(state + " long ago", "on", state, "-100 days", "-91 days");
  }

  private void line(String event, String destination, String state, String due, String changed) {
    boolean isDone = state.equals("SENT") || state.equals("SKIPPED") || state.equals("DROPPED");
    var notice = Writing.test(event, "default", "Us", Instant.now(), "http://localhost");
    jdbc.update(
        """
        insert into deliveries (tenant, rule_id, destination_id, event_id, trigger, state, at,
                                due_at, changed_at, claimed_until, reason, sealed)
        values ('default', 'rule', ?, ?, 'lead.blocked', ?, now() - interval '101 days',
                now() + ?::interval, now() + ?::interval,
                case when ? = 'SENDING' then now() end, 'It is away.', ?)
        """,
        destination,
        event,
        state,
        due,
        changed,
        state,
        isDone
            ? null
            : key.seal(Json.MAPPER.writeValueAsString(notice), "rule" + destination + event));
  }

  private Map<String, String> states() {
    var states = new TreeMap<String, String>();
    jdbc.query(
        "select event_id, state from deliveries",
        row -> {
          states.put(row.getString(1), row.getString(2));
        });
    return states;
  }

  private String reason(String event) {
    return jdbc.queryForObject(
        "select reason from deliveries where event_id = ?", String.class, event);
  }

  private long number(String event) {
    return jdbc.queryForObject(
        "select delivery_id from deliveries where event_id = ?", Long.class, event);
  }
}
