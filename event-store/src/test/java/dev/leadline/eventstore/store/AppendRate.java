package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.Repository;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * Prints how many events a second a single thread appends in batches of a thousand, and that as a
 * ratio to a raw COPY of rows alike into the same table, in the same run. Not a test: figures of a
 * shared machine prove nothing, the ratio says where the time goes.
 */
public final class AppendRate {

  private static final int BATCH = 1000;
  private static final int BATCHES = 40;
  private static final int ROUNDS = 4;
  private static final String RAW =
      """
      raw_events (event_identifier, natural_key, body_mark, tenant, aggregate_identifier,
                  sequence_number, type, recorded_at, payload_type, payload_revision, payload,
                  sealed)
      """;
  private static final LeadEvent SAID =
      Samples.message("ana@acme.example", "Do you support single sign-on?");

  private final RunningStore running = RunningStore.on(Database.empty());
  private final Repository<TestLead> leads =
      EventSourcingRepository.builder(TestLead.class)
          .eventStore(running.store())
          .lockFactory(NullLockFactory.INSTANCE)
          .build();

  /** Takes about a minute. */
  public static void main(String[] arguments) {
    var rate = new AppendRate();
    rate.measure();
    rate.running.close();
  }

  private void measure() {
    running.jdbc().execute("create table raw_events (like lead_events including all)");
    for (int round = 1; round <= ROUNDS; round++) {
      var created = new ArrayList<List<String>>();
      Pace raw = pace(this::rawCopy);
      Pace create =
          pace(
              () -> {
                List<String> batch = ids();
                createLeads(batch);
                created.add(batch);
              });
      var remaining = created.iterator();
      Pace update = pace(() -> updateLeads(remaining.next()));
      System.out.printf("round %d: raw COPY %s%n", round, raw);
      System.out.printf("         create   %s, ratio %.2f%n", create, create.to(raw));
      System.out.printf("         update   %s, ratio %.2f%n", update, update.to(raw));
    }
    long start = System.nanoTime();
    int events = running.all().size();
    System.out.printf("log read: %,d events, %,.0f/s%n", events, events / seconds(start));
    replay(events);
  }

  /** A pooled processor with an empty handler, as a rebuild reads. */
  private void replay(int events) {
    var seen = new ProcessorsIT.Seen();
    var processor = ProcessorsIT.processor(running, seen);
    long start = System.nanoTime();
    processor.start();
    Awaitility.await("the processor has seen everything")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> seen.count.sum() >= events);
    System.out.printf("processor: %,d events, %,.0f/s%n", events, events / seconds(start));
    processor.shutDown();
  }

  /**
   * How fast it went.
   *
   * @param perSecond events by the clock
   * @param micros processor time of this thread for each event, which does not depend on what else
   *     the machine does
   */
  private record Pace(double perSecond, double micros) {

    double to(Pace other) {
      return perSecond / other.perSecond;
    }

    @Override
    public String toString() {
      return "%,7.0f/s, %.1f us of this thread".formatted(perSecond, micros);
    }
  }

  private static Pace pace(Runnable batch) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long used = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCHES; i++) batch.run();
    double events = BATCH * BATCHES;
    return new Pace(
        events / seconds(start), (threads.getCurrentThreadCpuTime() - used) / 1000 / events);
  }

  private static double seconds(long start) {
    return (double) Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000;
  }

  private static List<String> ids() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < BATCH; i++) ids.add(Samples.newLead());
    return ids;
  }

  private void createLeads(List<String> ids) {
    running
        .batches()
        .run(
            () -> {
              for (String id : ids) create(id);
              return ids;
            });
  }

  private void create(String id) {
    try {
      leads.newInstance(() -> TestLead.registered(id, List.of(SAID), metadata()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void updateLeads(List<String> ids) {
    running
        .batches()
        .run(
            () -> {
              running.store().prefetch(ids);
              for (String id : ids)
                leads.load(id).execute(lead -> lead.record(List.of(SAID), metadata()));
              return ids;
            });
  }

  private static EventMetadata metadata() {
    return new EventMetadata(UUID.randomUUID(), UUID.randomUUID(), 7L, TENANT, null);
  }

  private void rawCopy() {
    byte[] payload = new byte[500];
    byte[] sealed = new byte[350];
    running
        .batches()
        .run(
            () ->
                running
                    .jdbc()
                    .execute(
                        (ConnectionCallback<Boolean>)
                            connection -> {
                              try (var copy = new BinaryCopy(connection, RAW, 12)) {
                                for (int i = 0; i < BATCH; i++)
                                  copy.row()
                                      .add(UUID.randomUUID())
                                      .add(UUID.randomUUID())
                                      .add(Long.valueOf(7))
                                      .add(TENANT)
                                      .add(UUID.randomUUID())
                                      .add(Long.valueOf(0))
                                      .add("TestLead")
                                      .add(Instant.now())
                                      .add("lead.raw")
                                      .add(1)
                                      .add(payload)
                                      .add(sealed);
                                copy.end();
                              }
                              return true;
                            }));
  }
}
