package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.IndexedRow.Erased;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.TellErased;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.FreezeLeads.Frozen;
import dev.leadline.gateway.handling.UnderWay.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lists of leads to files, one after the other, each as it was when it was asked for. A job
 * whose gateway went away has failed, and can be begun again; a file is there until it expires, and
 * not longer than any lead in it.
 */
public final class RunExports implements TellErased, AutoCloseable {

  /** Why a job is not worked on any more. */
  public static final String ABANDONED = "The gateway that wrote it was restarted. Begin it again.";

  private static final Logger LOG = LoggerFactory.getLogger(RunExports.class);
  private static final Duration ABANDONED_AFTER = Duration.ofSeconds(20);

  /** How often {@link #touch} is to be called: some may fail before others give up what waits. */
  public static final Duration TOUCHED_EVERY = ABANDONED_AFTER.dividedBy(4);

  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
  private static final int MOST_WAITING = 8;

  private final FreezeLeads freeze;
  private final KeepExports exports;
  private final ExportFiles files;
  private final Duration keptFor;
  private final Clock clock;
  private final UnderWay underWay = new UnderWay(MOST_WAITING);
  private final WriteExport write;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("exports-", 0).factory());

  /**
   * Nothing runs yet.
   *
   * @param keptFor how long a file is there
   */
  public RunExports(
      FreezeLeads freeze,
      WriteCsv csv,
      KeepExports exports,
      ExportFiles files,
      Duration keptFor,
      Clock clock) {
    this.freeze = freeze;
    this.exports = exports;
    this.files = files;
    this.keptFor = keptFor;
    this.clock = clock;
    write = new WriteExport(csv, exports, files, underWay, keptFor, clock);
  }

  /**
   * Begins a job; null when too many wait already.
   *
   * @param written the query as it is kept
   */
  public @Nullable ExportJob begin(LeadQuery query, String written, String madeBy) {
    UUID id = UUID.randomUUID();
    return handOver(
        id,
        query,
        (file, rows) -> {
          var job =
              new ExportJob(
                  id,
                  file,
                  query.tenant(),
                  madeBy,
                  written,
                  State.RUNNING,
                  rows,
                  0,
                  null,
                  clock.instant(),
                  null);
          exports.begin(job);
          return job;
        });
  }

  /** Begins a failed job again, with the leads as they are now; null when it cannot be. */
  public @Nullable ExportJob again(ExportJob job, LeadQuery query) {
    return handOver(
        job.id(),
        query,
        (file, rows) ->
            exports.again(job.id(), file, rows) ? exports.find(job.tenant(), job.id()) : null);
  }

  /**
   * Holds on to the leads for when it is the job's turn.
   *
   * @param noted is told of the file, and how many they are; null when the job cannot begin
   */
  private @Nullable ExportJob handOver(
      UUID id, LeadQuery query, BiFunction<UUID, Long, @Nullable ExportJob> noted) {
    // From now on whoever is erased is noted: the list may be from before.
    Turn turn = underWay.begin(id, query.tenant(), clock.instant());
    if (turn == null) return null;
    boolean handedOver = false;
    Frozen leads = null;
    try {
      leads = freeze.freeze(query);
      ExportJob job = noted.apply(turn.file(), leads.total());
      if (job == null) return null;
      Frozen held = leads;
      worker.execute(() -> write(turn, held, query));
      handedOver = true;
      return job;
    } finally {
      if (!handedOver) {
        if (leads != null) leads.close();
        underWay.leave(turn);
      }
    }
  }

  private void write(Turn turn, Frozen leads, LeadQuery query) {
    try (leads) {
      write.write(turn, leads, query);
    } catch (Unavailable away) {
      LOG.warn("How export {} ended is told by a sweep", turn.id(), away);
    } finally {
      underWay.leave(turn);
    }
  }

  /** Ends a job, or takes its file away. */
  public void cancel(ExportJob job) {
    if (exports.end(job.file(), State.CANCELED, null, null)) return;
    files.delete(job.file());
    exports.delete(job.id());
  }

  /** Says to other gateways that what waits for its turn here is not forgotten. */
  public void touch() {
    exports.touch(underWay.files());
  }

  /** What is over goes; to be called at the start, and now and then. */
  public void sweep() {
    touch();
    exports.abandon(ABANDONED_AFTER, ABANDONED);
    for (UUID file : exports.expired(clock.instant())) {
      withdraw(file, "It was kept for " + keptFor.toHours() + " hours.");
    }
    exports.forget(FORGOTTEN_AFTER);
    removeLeft();
  }

  /** What is left of a job that did not come to its end has leads that may be erased. */
  private void removeLeft() {
    Set<UUID> there = files.all();
    if (there.isEmpty()) return;
    // A job is noted before it has a file: what is there by now and not noted will not be.
    there.removeAll(exports.live());
    for (UUID file : there) underWay.unlessBegun(file, () -> files.delete(file));
  }

  @Override
  public Instant since() {
    Instant oldest =
        exports.done().stream()
            .map(ExportJob::madeAt)
            .min(Comparator.naturalOrder())
            .orElse(clock.instant());
    return oldest.minus(UnderWay.BEHIND_AT_MOST);
  }

  @Override
  public void erased(Collection<Erased> leads) {
    if (leads.isEmpty()) return;
    underWay.erased(leads);
    Map<String, List<Erased>> byTenant =
        leads.stream().collect(Collectors.groupingBy(Erased::tenant));
    for (ExportJob job : exports.done()) {
      List<Erased> some = byTenant.getOrDefault(job.tenant(), List.of());
      if (some.stream().anyMatch(lead -> UnderWay.mayBeIn(job.tenant(), job.madeAt(), lead)))
        withdraw(job.file(), "Somebody was erased who may be in it. Export again.");
      else if (files.hasAny(job.file(), some.stream().map(Erased::leadId).toList()))
        withdraw(job.file(), "A lead in it was erased. Export again.");
    }
  }

  private void withdraw(UUID file, String reason) {
    files.delete(file);
    exports.gone(file, reason);
  }

  /** All exports of a tenant, newest first. */
  public List<ExportJob> list(String tenant) {
    return exports.list(tenant);
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(2, TimeUnit.SECONDS)) LOG.warn("An export does not end");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
