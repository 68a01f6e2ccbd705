package dev.leadline.gateway.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.TellErased;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.FreezeLeads.Frozen;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private static final Duration TOUCHED_EVERY = Duration.ofMillis(500);
  private static final Duration ABANDONED_AFTER = Duration.ofSeconds(20);
  private static final int BUFFER = 1 << 16;
  private static final int MOST_WAITING = 8;

  private final FreezeLeads freeze;
  private final WriteCsv csv;
  private final KeepExports exports;
  private final ExportFiles files;
  private final Duration keptFor;
  private final Clock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("exports-", 0).factory());
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Set<String> erasedMeanwhile = new HashSet<>();

  /** Ends the writing of a file in its middle. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("ended", null, false, false);
    }
  }

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
    this.csv = csv;
    this.exports = exports;
    this.files = files;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  /**
   * Begins a job; null when too many wait already.
   *
   * @param written the query as it is kept, for when it has to begin again
   */
  public @Nullable ExportJob begin(LeadQuery query, String written, String madeBy) {
    if (!room.tryAcquire()) return null;
    boolean handedOver = false;
    Frozen leads = null;
    try {
      leads = freeze.freeze(query);
      Instant now = clock.instant();
      var job =
          new ExportJob(
              UUID.randomUUID(),
              query.tenant(),
              madeBy,
              written,
              State.RUNNING,
              leads.total(),
              0,
              null,
              now,
              null);
      exports.begin(job, now);
      hand(job.id(), leads, query);
      handedOver = true;
      return job;
    } finally {
      if (!handedOver) {
        if (leads != null) leads.close();
        room.release();
      }
    }
  }

  /** Begins a failed job again, with the leads as they are now; null when it cannot be. */
  public @Nullable ExportJob again(ExportJob job, LeadQuery query) {
    if (!room.tryAcquire()) return null;
    boolean handedOver = false;
    Frozen leads = null;
    try {
      leads = freeze.freeze(query);
      if (!exports.again(job.id(), leads.total(), clock.instant())) return null;
      hand(job.id(), leads, query);
      handedOver = true;
      return exports.find(job.tenant(), job.id());
    } finally {
      if (!handedOver) {
        if (leads != null) leads.close();
        room.release();
      }
    }
  }

  private void hand(UUID id, Frozen leads, LeadQuery query) {
    worker.execute(
        () -> {
          try (leads) {
            write(id, leads, query);
          } catch (Ended ended) {
            files.delete(id);
          } catch (IOException | UncheckedIOException | Unavailable failed) {
            LOG.warn("Export {} failed", id, failed);
            files.delete(id);
            exports.end(id, State.FAILED, "It could not be written. Begin it again.", null);
          } finally {
            room.release();
          }
        });
  }

  private void write(UUID id, Frozen leads, LeadQuery query) throws IOException {
    synchronized (erasedMeanwhile) {
      erasedMeanwhile.clear();
    }
    var progress = new Progress(id);
    try (OutputStream out = new BufferedOutputStream(files.create(id), BUFFER)) {
      csv.write(
          leads,
          query.filters().bounds().zone(),
          (lines, written) -> {
            write(lines, out);
            progress.more(written);
          });
    }
    files.complete(id);
    exports.progress(id, progress.done, clock.instant());
    boolean holdsErased;
    synchronized (erasedMeanwhile) {
      holdsErased = files.hasAny(id, erasedMeanwhile);
    }
    if (holdsErased) {
      files.delete(id);
      exports.end(id, State.FAILED, "A lead in it was erased meanwhile. Begin it again.", null);
    } else if (!exports.end(id, State.DONE, null, clock.instant().plus(keptFor))) {
      files.delete(id);
    }
  }

  private static void write(String lines, OutputStream out) {
    try {
      out.write(lines.getBytes(UTF_8));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Counts, and looks now and then whether the job is still wanted. */
  private final class Progress {
    private final UUID id;
    private long done;
    private long toldAt = System.nanoTime();

    Progress(UUID id) {
      this.id = id;
    }

    void more(int written) {
      done += written;
      if (System.nanoTime() - toldAt < TOUCHED_EVERY.toNanos()) return;
      if (Thread.currentThread().isInterrupted() || !exports.progress(id, done, clock.instant()))
        throw new Ended();
      toldAt = System.nanoTime();
    }
  }

  /** Ends a job, or takes its file away. */
  public void cancel(ExportJob job) {
    if (exports.end(job.id(), State.CANCELED, null, null)) return;
    files.delete(job.id());
    exports.delete(job.id());
  }

  /** What is over goes; to be called now and then. */
  public void sweep() {
    Instant now = clock.instant();
    exports.abandon(now.minus(ABANDONED_AFTER), ABANDONED);
    for (UUID id : exports.expired(now)) {
      files.delete(id);
      exports.gone(id, "It was kept for " + keptFor.toHours() + " hours.");
    }
  }

  @Override
  public void erased(Collection<String> leadIds) {
    if (leadIds.isEmpty()) return;
    synchronized (erasedMeanwhile) {
      erasedMeanwhile.addAll(leadIds);
    }
    for (UUID id : exports.withFile())
      if (files.hasAny(id, leadIds)) {
        files.delete(id);
        exports.gone(id, "A lead in it was erased. Export again.");
      }
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
