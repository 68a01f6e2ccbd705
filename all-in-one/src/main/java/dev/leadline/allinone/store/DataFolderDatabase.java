package dev.leadline.allinone.store;

import dev.leadline.allinone.store.Database.Unusable;
import dev.leadline.embedded.LoopbackPort;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The database of the embedded run, found by what its server has written into the data folder. */
public final class DataFolderDatabase {

  private static final String USER = "leadline";

  private DataFolderDatabase() {}

  /** Whether there is one in this folder, running or not. */
  public static boolean isIn(Path dataFolder) {
    return Files.exists(dataFolder.resolve("postgres").resolve("data").resolve("PG_VERSION"));
  }

  /** The one that runs on this folder now, whoever has started it; empty if none does. */
  public static Optional<Database> running(Path dataFolder) {
    try {
      OptionalInt port = EmbeddedPostgres.portOfRunning(dataFolder);
      if (port.isEmpty()) return Optional.empty();
      String url =
          "jdbc:postgresql://%s:%d/postgres".formatted(LoopbackPort.ADDRESS, port.getAsInt());
      String password = Files.readString(dataFolder.resolve("postgres").resolve("password"));
      return Optional.of(new Database(url, USER, password));
    } catch (IOException | NumberFormatException e) {
      throw new Unusable("The data folder %s cannot be read: %s".formatted(dataFolder, e), e);
    }
  }

  /** The keys that its services have made. */
  public static List<Path> keys(Path dataFolder) {
    try (Stream<Path> files = Files.list(dataFolder)) {
      return files.filter(file -> file.toString().endsWith(".key")).sorted().toList();
    } catch (IOException e) {
      throw new Unusable("The data folder %s cannot be read: %s".formatted(dataFolder, e), e);
    }
  }
}
