package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.AT;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import dev.leadline.eventstore.EventMetadata;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which leads, and from where on, without reading all that there is. */
class ScopesIT {

  private static final Instant FIRST = Instant.parse("2026-11-22T09:00:00Z");

  private RunningStore running;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** Adds events of another tenant: one a second from {@link #FIRST} on, ten of each lead. */
  private void history(int events) {
    running
        .jdbc()
        .update(
            """
            insert into lead_events (event_identifier, tenant, aggregate_identifier,
                   sequence_number, type, recorded_at, payload_type, payload_revision, payload)
            select gen_random_uuid(), 'other', md5((n / 10)::text)::uuid, n % 10, 'Lead',
                   ?::timestamptz + make_interval(secs => n), 'lead.registered', 1, '\\x7b7d'
              from generate_series(0, ?) n
            """,
            Timestamp.from(FIRST), events - 1);
  }

  /** How many events are read by this. */
  private long readBy(Runnable question) {
    return running
        .batches()
        .run(
            () -> {
              question.run();
              Long read =
                  running
                      .jdbc()
                      .queryForObject(
                          """
                          select pg_stat_get_xact_tuples_returned('lead_events'::regclass)
                                 + pg_stat_get_xact_tuples_fetched('lead_events'::regclass)
                          """,
                          Long.class);
              return read == null ? 0L : read;
            });
  }

  private String lead(String tenant) {
    String lead = newLead();
    running.create(lead, List.of(registered()), EventMetadata.of(tenant));
    return lead;
  }

  @Test
  void the_leads_of_a_tenant_are_found_without_reading_events_and_erased_ones_are_among_them() {
    history(5000);
    List<UUID> leads = List.of(UUID.fromString(lead("acme")), UUID.fromString(lead("acme")));
    String others = lead("globex");
    running.keys().destroy(List.of(leads.getFirst().toString()), AT);

    assertThat(readBy(() -> running.log().leads("acme", 0))).isLessThan(5);
    assertThat(running.log().leads("acme", 0)).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(running.log().leads(null, 1)).hasSize(3).contains(UUID.fromString(others));
    assertThat(running.log().leads("nobody", 0)).isEmpty();
  }

  @Test
  void the_leads_from_a_position_on_are_looked_for_in_stretches() {
    history(2 * EventLog.STRETCH + 500);
    String acme = lead("acme");
    int from = 13;
    running.dataSource.watch();

    List<UUID> all = running.log().leads(null, from);

    assertThat(running.dataSource.statements()).hasSize(1 + 3);
    // The first lead has the positions 1 to 10.
    assertThat(all).hasSize((2 * EventLog.STRETCH + 500) / 10).doesNotHaveDuplicates();
    assertThat(running.log().leads("acme", from)).containsExactly(UUID.fromString(acme));
    assertThat(running.log().leads(null, running.log().lastPosition())).hasSize(1);
    assertThat(running.log().leads(null, running.log().lastPosition() + 1)).isEmpty();
    assertThat(running.log().leads(null, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void the_first_event_of_a_time_is_found_without_reading_those_before() {
    int events = 20_000;
    history(events);
    running.jdbc().execute("analyze lead_events");
    Instant time = FIRST.plusSeconds(15_000);
    long ofTenMinutes = PositionsByTime.DISORDER.toSeconds();

    assertThat(readBy(() -> running.log().positionAt(time))).isLessThan(ofTenMinutes + 100);
    assertThat(readBy(() -> running.log().positionBefore(time))).isLessThan(ofTenMinutes + 100);
    assertThat(running.log().positionAt(time)).isEqualTo(15_001);
    assertThat(running.log().positionBefore(time)).isEqualTo(15_000);
    assertThat(running.log().positionAt(FIRST.minusSeconds(1))).isEqualTo(1);
    assertThat(running.log().positionBefore(FIRST)).isZero();
    Instant after = FIRST.plusSeconds(events);
    assertThat(running.log().positionAt(after)).isEqualTo(Long.MAX_VALUE);
    assertThat(running.log().positionBefore(after)).isEqualTo(events);
  }

  @Test
  void without_an_event_every_time_is_beyond_all() {
    assertThat(running.log().positionAt(FIRST)).isEqualTo(Long.MAX_VALUE);
    assertThat(running.log().positionBefore(FIRST)).isZero();
  }

  @Test
  void times_that_are_a_little_out_of_order_and_positions_that_are_nobodys_change_nothing() {
    history(8000);
    running
        .jdbc()
        .update(
            "update lead_events set recorded_at = recorded_at"
                + " + make_interval(secs => mod(global_index * 7919, 590))");
    running
        .jdbc()
        .update(
            "delete from lead_events where global_index between 3000 and 3999"
                + " or mod(global_index, 7) = 0 or global_index < 20");
    Seeds.each(
        60,
        random -> {
          Instant time = FIRST.plusSeconds(random.nextInt(9000) - 100);
          Long first =
              running
                  .jdbc()
                  .queryForObject(
                      "select min(global_index) from lead_events where recorded_at >= ?",
                      Long.class,
                      Timestamp.from(time));
          assertThat(running.log().positionAt(time))
              .as("at %s", time)
              .isEqualTo(first == null ? Long.MAX_VALUE : first);
        });
  }
}
