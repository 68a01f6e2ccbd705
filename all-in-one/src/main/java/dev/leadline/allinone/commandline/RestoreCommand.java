package dev.leadline.allinone.commandline;

import dev.leadline.allinone.outbox.SurvivedKafka;
import dev.leadline.allinone.outbox.TrafficOutbox.NotPublished;
import dev.leadline.allinone.store.BesideKafka;
import dev.leadline.allinone.store.Database;
import dev.leadline.allinone.store.Manifest;
import dev.leadline.allinone.store.Restore;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back into an empty place. */
@Command(
    name = "restore",
    description = {
      "Brings a backup back into a new data folder, or an empty database, and verifies it.",
      "docs/runbooks/restore.md says what else there is to do."
    })
final class RestoreCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final BackupOptions options = new BackupOptions();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "A Kafka that has survived, while all services are stopped: what came in since the backup"
              + " is read again, nobody is told again of it, and nobody stays taken over whom the"
              + " backup does not know to be.")
  private @Nullable String kafka;

  private BesideKafka.@Nullable Prepared prepared;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isRegularFile(file)) throw new CommandFailed("There is no file %s.".formatted(file));
    Database named = options.named();
    Path data = options.data();
    if (named == null && !isEmpty(data))
      throw new CommandFailed(
          "%s is not empty: a backup is restored into a new folder only.".formatted(data));
    // Before anything is begun: whoever cannot be asked then would leave half of it undone.
    if (kafka != null) new SurvivedKafka(kafka).close();
    Manifest manifest;
    try (var bar = Progress.of("checking", -1)) {
      manifest = Restore.check(file, bar::stepBy);
    }
    long bytes = manifest.tables().stream().mapToLong(Manifest.Content::bytes).sum();
    // Written once, and read once more.
    try (var bar = Progress.of("restoring", 2 * bytes)) {
      if (named != null) into(named, manifest, bar::stepBy);
      else intoFolder(data, manifest, bar::stepBy);
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%,d events up to position %d, as they were at %s; every table is as it was saved.",
            manifest.events(),
            manifest.position(),
            manifest.takenAt()));
    if (manifest.keys().isEmpty())
      out.println(
          "The keys were not in it: give them back before anything is started, %s."
              .formatted(
                  named == null
                      ? "master.key, notification.key and enrichment.key in " + data
                      : "LEADLINE_MASTER_KEY, LEADLINE_NOTIFICATION_KEY, LEADLINE_ENRICHMENT_KEY"));
    if (kafka != null && prepared != null) setBack(kafka, prepared, out);
    return 0;
  }

  private static void setBack(String kafka, BesideKafka.Prepared prepared, PrintWriter out) {
    try (var survived = new SurvivedKafka(kafka)) {
      long partitions = survived.readAgain(prepared.readAgain());
      survived.forgetControlStates();
      out.println(
          "What came in since %s is read again: %d partitions were set back."
              .formatted(prepared.readAgain(), partitions));
      out.println(
          "leadline.control-state is deleted: lead-service makes it again. Start agents that follow"
              + " it anew after that.");
      out.println(
          "%d rules tell nothing for an hour, and %d messages that waited are UNKNOWN."
              .formatted(prepared.rules(), prepared.unknown()));
      out.println("What is left to do is in docs/runbooks/restore.md, \"If Kafka has survived\".");
    } catch (NotPublished broken) {
      throw new CommandFailed(
          "The store is restored, and Kafka is not set back: do that by hand before anything is"
              + " started, see docs/runbooks/restore.md. (%s)".formatted(broken.getMessage()));
    }
  }

  private void into(Database database, Manifest manifest, Steps steps) {
    Restore.into(database, file, manifest, steps::by);
    if (kafka != null) prepared = BesideKafka.prepare(database, manifest);
  }

  private interface Steps {
    void by(long bytes);
  }

  /** Beside the folder, which gets its name once all is there: a crash leaves nothing half. */
  private void intoFolder(Path data, Manifest manifest, Steps steps) {
    Path unfinished = data.resolveSibling(data.getFileName() + ".restoring");
    try {
      if (Files.exists(unfinished)) delete(unfinished);
      Files.createDirectories(unfinished);
      try (var postgres = EmbeddedPostgres.start(unfinished)) {
        into(
            new Database(postgres.jdbcUrl(), postgres.user(), postgres.password()),
            manifest,
            steps);
      }
      Restore.keys(file, manifest, unfinished);
      Files.deleteIfExists(data);
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEmpty(Path folder) {
    if (!Files.exists(folder)) return true;
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException notAFolder) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
