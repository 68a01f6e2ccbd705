package dev.leadline.gateway.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.FreezeLeads.Frozen;
import dev.leadline.gateway.handling.UnderWay.Turn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the file of one export; however that ends, no file is left that nobody fetches. */
final class WriteExport {

  private static final Logger LOG = LoggerFactory.getLogger(WriteExport.class);
  private static final Duration TOUCHED_EVERY = Duration.ofMillis(500);
  private static final int BUFFER = 1 << 16;

  private final WriteCsv csv;
  private final KeepExports exports;
  private final ExportFiles files;
  private final UnderWay underWay;
  private final Duration keptFor;
  private final Clock clock;

  /** Ends the writing of a file in its middle. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("ended", null, false, false);
    }
  }

  WriteExport(
      WriteCsv csv,
      KeepExports exports,
      ExportFiles files,
      UnderWay underWay,
      Duration keptFor,
      Clock clock) {
    this.csv = csv;
    this.exports = exports;
    this.files = files;
    this.underWay = underWay;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  /** Whatever cannot be written ends the job: nobody else sees that it came to nothing. */
  void write(Turn turn, Frozen leads, LeadQuery query) {
    UUID id = turn.id();
    UUID file = turn.file();
    try {
      fill(file, leads, query);
      if (!underWay.decide(turn, erased -> !files.hasAny(file, erased) && done(file)))
        endWithout(turn, "A lead in it was erased meanwhile. Begin it again.");
    } catch (Ended ended) {
      files.delete(file);
    } catch (IOException | UncheckedIOException | Unavailable failed) {
      LOG.warn("Export {} failed", id, failed);
      endWithout(turn, "It could not be written. Begin it again.");
    } catch (RuntimeException mistake) {
      // What it says may be what was read, and that is of a person.
      Throwable cause = Objects.requireNonNullElse(mistake.getCause(), mistake);
      LOG.error(
          "Export {} breaks our code: {} at {}",
          id,
          cause.getClass().getName(),
          Arrays.stream(cause.getStackTrace())
              .filter(WriteExport::isOurs)
              .findFirst()
              .orElse(null));
      endWithout(turn, "Something in it cannot be written. The log of the gateway says where.");
    }
  }

  private static boolean isOurs(StackTraceElement place) {
    return place.getClassName().startsWith("dev.leadline.");
  }

  private void fill(UUID file, Frozen leads, LeadQuery query) throws IOException {
    var progress = new Progress(file);
    try (OutputStream out = new BufferedOutputStream(files.create(file), BUFFER)) {
      csv.write(
          leads,
          query.filters().bounds().zone(),
          (lines, written) -> {
            write(lines, out);
            progress.more(written);
          });
    }
    files.complete(file);
    exports.progress(file, progress.done);
  }

  private static void write(String lines, OutputStream out) {
    try {
      out.write(lines.getBytes(UTF_8));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private boolean done(UUID file) {
    return exports.end(file, State.DONE, null, clock.instant().plus(keptFor));
  }

  /** The file first: once the job has ended, it may begin again elsewhere. */
  private void endWithout(Turn turn, String reason) {
    try {
      files.delete(turn.file());
    } catch (UncheckedIOException inUse) {
      LOG.warn("What is left of export {} goes later: {}", turn.id(), inUse.toString());
    }
    exports.end(turn.file(), State.FAILED, reason, null);
  }

  /** Counts, and looks now and then whether the job is still wanted. */
  private final class Progress {
    private final UUID file;
    private long done;
    private long toldAt = System.nanoTime();

    Progress(UUID file) {
      this.file = file;
    }

    void more(int written) {
      done += written;
      if (System.nanoTime() - toldAt < TOUCHED_EVERY.toNanos()) return;
      if (Thread.currentThread().isInterrupted() || !exports.progress(file, done))
        throw new Ended();
      toldAt = System.nanoTime();
    }
  }
}
