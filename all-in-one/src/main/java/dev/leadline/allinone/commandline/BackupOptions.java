package dev.leadline.allinone.commandline;

import dev.leadline.allinone.store.Database;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which event store is meant. */
final class BackupOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of all data of ./leadline up (default: .leadline).")
  private Path data = Path.of(".leadline");

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description =
          "A PostgreSQL instead, such as jdbc:postgresql://host:5432/leadline; user and password in"
              + " LEADLINE_POSTGRES_USER and LEADLINE_POSTGRES_PASSWORD.")
  private @Nullable String postgres;

  Path data() {
    return data.toAbsolutePath().normalize();
  }

  /** The server that was named; null for that of the data folder. */
  @Nullable Database named() {
    return postgres == null
        ? null
        : new Database(
            postgres,
            Objects.requireNonNullElse(System.getenv("LEADLINE_POSTGRES_USER"), "leadline"),
            Objects.requireNonNullElse(System.getenv("LEADLINE_POSTGRES_PASSWORD"), ""));
  }
}
