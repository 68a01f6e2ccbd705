package dev.leadline.allinone.store;

import dev.leadline.allinone.store.Database.Table;
import dev.leadline.allinone.store.Database.Unusable;
import dev.leadline.events.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Takes a backup while everything runs: one repeatable-read transaction reads every table of the
 * services as they were at one moment, each by COPY. The file has its name only once it is
 * complete, and only its owner can read it.
 */
public final class Backup {

  private Backup() {}

  /**
   * Takes it.
   *
   * @param keys files with keys that are to be part of it; whoever has the file then reads
   *     everything
   * @param size told once, how many bytes there are roughly
   * @param progress told how many bytes more are read
   * @throws Unusable with one line for a person
   */
  public static Manifest take(
      Database database, Path file, List<Path> keys, LongConsumer size, LongConsumer progress) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Manifest manifest;
      try (Connection connection = database.open();
          var zip =
              new ZipOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20))) {
        zip.setLevel(Deflater.BEST_SPEED);
        manifest = write(connection, zip, keys, size, progress);
      }
      try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (SQLException e) {
      throw new Unusable("The backup cannot be taken: " + Database.line(e), e);
    } catch (IOException e) {
      throw new Unusable("The backup cannot be written to %s: %s".formatted(file, e), e);
    } finally {
      remove(unfinished);
    }
  }

  /** What is left of one that failed may have filled the disk on which the event store is too. */
  private static void remove(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException left) {
      throw new Unusable("%s is left, and of no use: remove it.".formatted(unfinished), left);
    }
  }

  private static Manifest write(
      Connection connection,
      ZipOutputStream zip,
      List<Path> keys,
      LongConsumer size,
      LongConsumer progress)
      throws SQLException, IOException {
    // Up to here all is there before the moment of the backup. Beyond it, what is in the backup has
    // gaps, where others were still storing events.
    long position = number(connection, "select lead_events_settled()");
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    // Not after the next statement, which is the moment of the backup.
    Instant takenAt = Instant.now();
    size.accept(number(connection, "select pg_database_size(current_database())"));
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    var contents = new ArrayList<Manifest.Content>();
    for (Table table : Database.tables(connection)) {
      zip.putNextEntry(new ZipEntry("tables/%s.%s.copy".formatted(table.schema(), table.name())));
      contents.add(read(copy, table, zip, progress));
      zip.closeEntry();
    }
    var names = new ArrayList<String>();
    for (Path key : keys) {
      String name = String.valueOf(key.getFileName());
      zip.putNextEntry(new ZipEntry("keys/" + name));
      Files.copy(key, zip);
      zip.closeEntry();
      names.add(name);
    }
    var manifest =
        new Manifest(
            Manifest.FORMAT,
            takenAt,
            position,
            contents.stream()
                .filter(one -> one.name().equals("lead_events"))
                .mapToLong(Manifest.Content::rows)
                .sum(),
            versions(connection),
            contents,
            sequences(connection),
            names);
    zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
    zip.write(Json.MAPPER.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    connection.rollback();
    return manifest;
  }

  /** The rows of a table, written where they are wanted; what was written. */
  static Manifest.Content read(
      CopyManager copy, Table table, OutputStream target, LongConsumer progress)
      throws SQLException, IOException {
    var counted = new Counted(target, progress);
    long rows =
        copy.copyOut(
            "copy %s (%s) to stdout (format binary)".formatted(table.quoted(), table.columnList()),
            counted);
    return new Manifest.Content(
        table.schema(), table.name(), table.columns(), rows, counted.bytes(), counted.checksum());
  }

  private static Map<String, String> versions(Connection connection) throws SQLException {
    var versions = new TreeMap<String, String>();
    for (Schema schema : Schema.ALL) {
      try (Statement statement = connection.createStatement()) {
        try (ResultSet there =
            statement.executeQuery("select to_regclass('%s')".formatted(schema.name()))) {
          if (!there.next() || there.getString(1) == null) continue;
        }
        try (ResultSet found =
            statement.executeQuery(
                "select version from %s where success and version is not null order by installed_rank desc"
                    .formatted(schema.name()))) {
          String latest = null;
          while (found.next()) latest = higher(latest, found.getString(1));
          if (latest != null) versions.put(schema.name(), latest);
        }
      }
    }
    return versions;
  }

  private static String higher(@org.jspecify.annotations.Nullable String one, String other) {
    return one == null || Double.parseDouble(other) > Double.parseDouble(one) ? other : one;
  }

  private static Map<String, Long> sequences(Connection connection) throws SQLException {
    var values = new TreeMap<String, Long>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value"
                    + " from pg_sequences where last_value is not null")) {
      while (found.next()) values.put(found.getString(1), found.getLong(2));
    }
    return values;
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next() ? found.getLong(1) : 0;
    }
  }
}
