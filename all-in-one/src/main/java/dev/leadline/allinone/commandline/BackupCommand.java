package dev.leadline.allinone.commandline;

import dev.leadline.allinone.store.Backup;
import dev.leadline.allinone.store.DataFolderDatabase;
import dev.leadline.allinone.store.Database;
import dev.leadline.allinone.store.Manifest;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves what no replay brings back. */
@Command(
    name = "backup",
    description = {
      "Saves the event store and what else the services keep in PostgreSQL, while they run.",
      "Read models, the index and Kafka are not in it: they follow from the event store."
    })
final class BackupCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final BackupOptions options = new BackupOptions();

  @Parameters(paramLabel = "FILE", description = "Where it is written; there must be no such file.")
  private Path file = Path.of("");

  @Option(
      names = "--with-keys",
      description =
          "Puts the key files of the data folder into it. Whoever has the file then reads"
              + " everything; without it keep them elsewhere, for nothing personal is read without"
              + " them.")
  private boolean withKeys;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    if (Files.exists(file)) throw new CommandFailed("There is a file %s already.".formatted(file));
    Database named = options.named();
    if (withKeys && named != null)
      throw new CommandFailed(
          "The keys of that server's services are where they run: save them there.");
    List<Path> keys = withKeys ? DataFolderDatabase.keys(options.data()) : List.of();
    if (named != null) save(named, keys);
    else {
      Path data = options.data();
      if (!DataFolderDatabase.isIn(data))
        throw new CommandFailed("There is no event store in %s.".formatted(data));
      var running = DataFolderDatabase.running(data);
      if (running.isPresent()) save(running.get(), keys);
      else
        try (var postgres = EmbeddedPostgres.start(data)) {
          save(new Database(postgres.jdbcUrl(), postgres.user(), postgres.password()), keys);
        }
    }
    return 0;
  }

  private void save(Database database, List<Path> keys) {
    PrintWriter out = spec.commandLine().getOut();
    Manifest saved;
    try (var bar = Progress.of("saving", -1)) {
      saved = Backup.take(database, file.toAbsolutePath(), keys, bar::maxHint, bar::stepBy);
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%,d events up to position %d and %d tables are in %s.",
            saved.events(),
            saved.position(),
            saved.tables().size(),
            file));
    out.println(
        saved.keys().isEmpty()
            ? "The keys of the services (master, notification, enrichment) are not in it: keep them"
                + " elsewhere, or nothing personal is ever read."
            : "It holds the keys %s: whoever has it reads everything."
                .formatted(String.join(", ", saved.keys())));
  }
}
