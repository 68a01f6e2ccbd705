package dev.leadline.benchmarks;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.ReadAhead;
import dev.leadline.timeline.TimelineServiceApplication;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.OperateRebuilds;
import dev.leadline.timeline.handling.ProjectLeadRows;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.ObjectReader;

/**
 * How fast history becomes rows of leads, side by side in one run: a bare SELECT with its JSON, the
 * fold without writing, a whole rebuild under a running service, and a processor as Axon sets it
 * up.
 */
public final class RebuildBenchmark {

  private static final int LEADS_AT_ONCE = 1000;
  private static final int BATCH = 2000;

  /** Events that a rebuild takes at once. */
  private static final int AT_ONCE = 10_000;

  private static final int ROUNDS = 3;
  private static final double BILLION = 1e9;

  /** What has to be reached, of a machine with two cores that does nothing else. */
  private static final int FOLD_A_SECOND = 60_000;

  private static final double FOLD_OF_RAW = 0.4;
  private static final double REBUILD_OF_AXON = 10;

  private final SeededHistories histories;
  private final int leads;
  private final PrintStream out;

  RebuildBenchmark(long seed, int events, PrintStream out) {
    this.histories = new SeededHistories(seed);
    this.leads = Math.ceilDiv(events, SeededHistories.EVENTS_OF_A_LEAD);
    this.out = out;
  }

  /** Takes the number of events and the seed. */
  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261122;
    new RebuildBenchmark(seed, events, System.out).run();
    System.exit(0);
  }

  void run() throws IOException, InterruptedException, ExecutionException, SQLException {
    try (var folder = TemporaryFolder.make("rebuild-benchmark");
        var servers = Servers.start(folder.path());
        var service =
            TimelineServiceApplication.builder()
                .registerShutdownHook(false)
                .run(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--LEADLINE_POSTGRES_URL=" + servers.postgres().jdbcUrl(),
                    "--LEADLINE_POSTGRES_USER=" + servers.postgres().user(),
                    "--LEADLINE_POSTGRES_PASSWORD=" + servers.postgres().password(),
                    "--LEADLINE_MONGODB_URI=" + servers.mongo(),
                    "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + servers.kafka(),
                    "--LEADLINE_MASTER_KEY=" + Base64.getEncoder().encodeToString(new byte[32]))) {
      store(service.getBean(EventStore.class));
      await(() -> lag(service) == 0);
      measure(service);
    }
  }

  private static long lag(ApplicationContext service) {
    return service.getBean(OperateRebuilds.class).projections().stream()
        .mapToLong(OperateRebuilds.View::lagEvents)
        .sum();
  }

  /** Leads take turns, as visitors of a site do. */
  private void store(EventStore events) {
    long began = System.nanoTime();
    long stored = 0;
    for (int first = 0; first < leads; first += LEADS_AT_ONCE) {
      var batch = new ArrayList<DomainEventMessage<?>>();
      int last = Math.min(leads, first + LEADS_AT_ONCE);
      for (int number = 0; number < SeededHistories.EVENTS_OF_A_LEAD; number++)
        for (int lead = first; lead < last; lead++) {
          batch.add(
              new GenericDomainEventMessage<>(
                  "Lead",
                  SeededLeads.leadId(lead),
                  number,
                  histories.event(lead, number),
                  EventMetadata.of(SeededLeads.tenant()).toMetaData()));
          stored++;
          if (batch.size() < BATCH) continue;
          events.publish(batch);
          batch.clear();
        }
      if (!batch.isEmpty()) events.publish(batch);
    }
    out.printf("%,d events of %,d leads stored in %.1f s%n", stored, leads, since(began));
  }

  private void measure(ApplicationContext service) throws SQLException, InterruptedException {
    double raw = 0;
    double fold = 0;
    double rebuild = 0;
    for (int round = 0; round < ROUNDS; round++) {
      raw = Math.max(raw, raw(service));
      fold = Math.max(fold, fold(service));
      rebuild = Math.max(rebuild, rebuild(service));
    }
    double axon = AxonAsItComes.eventsPerSecond(service);
    rate("SELECT and JSON, nothing else", raw);
    rate("read, opened and folded, not written", fold);
    rate("a whole rebuild of lead_rows", rebuild);
    rate("Axon, tracking, batch of 1", axon);
    target("fold, events/s", fold, FOLD_A_SECOND);
    target("fold / SELECT and JSON", fold / raw, FOLD_OF_RAW);
    target("whole rebuild / Axon", rebuild / axon, REBUILD_OF_AXON);
  }

  private void rate(String what, double perSecond) {
    out.printf("%-38s %,10.0f events/s%n", what, perSecond);
  }

  private void target(String what, double reached, double wanted) {
    out.printf(
        "%-38s %,10.2f   wanted %,.1f: %s%n",
        what, reached, wanted, reached >= wanted ? "met" : "MISSED");
  }

  /** Every column of every event, its JSON read into its record; what is sealed stays sealed. */
  private static double raw(ApplicationContext service) throws SQLException {
    Map<String, ObjectReader> readers = new HashMap<>();
    WireName.catalogue(LeadEvent.class)
        .forEach((name, type) -> readers.put(name, Json.MAPPER.readerFor(type)));
    long began = System.nanoTime();
    long events = 0;
    long bytes = 0;
    try (var connection = service.getBean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      try (var select =
          connection.prepareStatement("select * from lead_events order by global_index")) {
        select.setFetchSize(BATCH);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            byte[] sealed = rows.getBytes("sealed");
            bytes += sealed == null ? 0 : sealed.length;
            LeadEvent event =
                Objects.requireNonNull(readers.get(rows.getString("payload_type")))
                    .readValue(rows.getBytes("payload"));
            if (event != null) events++;
          }
        }
      }
      connection.rollback();
    }
    if (bytes == 0) throw new IllegalStateException("Nothing personal was read");
    return events / since(began);
  }

  /** A store of rows that has everything at hand and nothing to write to. */
  private static final class InMemory {

    private final Map<String, LeadState> rows = new HashMap<>();

    Map<String, LeadState> of(Collection<String> leadIds) {
      var found = new HashMap<String, LeadState>();
      for (String leadId : leadIds) {
        LeadState row = rows.get(leadId);
        if (row != null) found.put(leadId, row);
      }
      return found;
    }

    Set<String> store(Collection<LeadState> changed) {
      for (LeadState row : changed) rows.put(row.leadId(), row);
      return Set.of();
    }
  }

  /** As a rebuild reads and folds. */
  private double fold(ApplicationContext service) {
    EventLog log = service.getBean(EventLog.class);
    var rows = new InMemory();
    var projection = new ProjectLeadRows(rows::of, rows::store, _ -> false, _ -> {});
    long began = System.nanoTime();
    long events = 0;
    long position = 0;
    long end = log.settledPosition();
    try (var ahead = new ReadAhead(log, end)) {
      while (position < end) {
        EventLog.Stretch stretch = ahead.after(position, AT_ONCE);
        projection.project(stretch.events().stream().map(RebuildBenchmark::stored).toList());
        events += stretch.events().size();
        position = stretch.upTo();
      }
    }
    double seconds = since(began);
    if (rows.rows.size() != leads) throw new IllegalStateException("Leads are missing");
    return events / seconds;
  }

  private static StoredEvent stored(dev.leadline.eventstore.store.StoredEvent event) {
    return new StoredEvent(
        event.tenant(),
        event.leadId(),
        event.sequence(),
        event.eventId().toString(),
        event.event());
  }

  /** From the call to the switch, with the comparison. */
  private static double rebuild(ApplicationContext service) {
    OperateRebuilds rebuilds = service.getBean(OperateRebuilds.class);
    long began = System.nanoTime();
    var answer =
        rebuilds.begin(
            ReadModels.LEAD_ROWS,
            Rebuild.Scope.WHOLE,
            new Rebuild.Plan(false, false, false, 0),
            SeededLeads.tenant());
    if (!(answer instanceof OperateRebuilds.Accepted(Rebuild begun)))
      throw new IllegalStateException("No rebuild: " + answer);
    await(() -> rebuilds.find(begun.id()).orElseThrow().state().isEnd());
    double seconds = since(began);
    Rebuild ended = rebuilds.find(begun.id()).orElseThrow();
    var comparison = ended.comparison();
    if (ended.state() != Rebuild.State.DONE || comparison == null || comparison.differing() > 0)
      throw new IllegalStateException("The rebuild went wrong: " + ended);
    return ended.events() / seconds;
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
  }

  static double since(long start) {
    return (System.nanoTime() - start) / BILLION;
  }
}
