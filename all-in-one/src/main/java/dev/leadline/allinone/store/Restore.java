package dev.leadline.allinone.store;

import dev.leadline.allinone.store.Database.Unusable;
import dev.leadline.events.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.JacksonException;

/**
 * Brings a backup back into an empty database. Nothing is begun before every checksum of the file
 * is right; at the end every table is read again and has to have the checksum that it had when it
 * was backed up.
 */
public final class Restore {

  private Restore() {}

  /**
   * Reads the whole file and compares its checksums.
   *
   * @throws Unusable with one line for a person, when it is not a whole backup
   */
  public static Manifest check(Path file, LongConsumer progress) {
    try (var zip = new ZipFile(file.toFile())) {
      Manifest manifest = manifest(zip, file);
      for (Manifest.Content content : manifest.tables()) {
        var counted = new Counted(OutputStream.nullOutputStream(), progress);
        try (InputStream rows = entry(zip, content.entry())) {
          rows.transferTo(counted);
        }
        if (!counted.checksum().equals(content.sha256()))
          throw new Unusable(
              "The backup %s is damaged: the rows of %s are not those that were saved."
                  .formatted(file, content.name()));
      }
      for (String key : manifest.keys()) entry(zip, "keys/" + key).close();
      return manifest;
    } catch (IOException e) {
      throw new Unusable("%s cannot be read as a backup: %s".formatted(file, Database.line(e)), e);
    }
  }

  private static Manifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.ENTRY);
    if (entry == null) throw new Unusable(file + " is no backup of Leadline, or not all of one.");
    try (InputStream json = zip.getInputStream(entry)) {
      Manifest manifest =
          Json.MAPPER.readValue(
              new String(json.readAllBytes(), StandardCharsets.UTF_8), Manifest.class);
      if (manifest.format() == Manifest.FORMAT) return manifest;
      throw new Unusable(
          "%s has format %d; this version reads %d."
              .formatted(file, manifest.format(), Manifest.FORMAT));
    } catch (JacksonException e) {
      throw new Unusable(file + " is no backup of Leadline.", e);
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw new Unusable("The backup is damaged: " + name + " is missing.");
    return zip.getInputStream(entry);
  }

  /**
   * Makes the tables and fills them, all or nothing, and compares what is there with the backup.
   *
   * @throws Unusable when the database is not empty, or does not take it
   */
  public static void into(Database database, Path file, Manifest manifest, LongConsumer progress) {
    try (Connection connection = database.open()) {
      if (!Database.tables(connection).isEmpty())
        throw new Unusable("The database at %s is not empty.".formatted(database.url()));
    } catch (SQLException e) {
      throw new Unusable("The database cannot be read: " + Database.line(e), e);
    }
    for (Schema schema : Schema.ALL) {
      String version = manifest.versions().get(schema.name());
      if (version != null) schema.make(database, version);
    }
    try (Connection connection = database.open();
        var zip = new ZipFile(file.toFile())) {
      connection.setAutoCommit(false);
      fill(connection, zip, manifest, progress);
      compare(connection, manifest, progress);
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze");
      }
    } catch (SQLException e) {
      throw new Unusable("The backup cannot be restored: " + Database.line(e), e);
    } catch (IOException e) {
      throw new Unusable("%s cannot be read as a backup: %s".formatted(file, Database.line(e)), e);
    }
  }

  private static void fill(
      Connection connection, ZipFile zip, Manifest manifest, LongConsumer progress)
      throws SQLException, IOException {
    List<Database.Table> there = Database.tables(connection);
    var names = there.stream().map(Database.Table::quoted).collect(Collectors.toSet());
    for (Manifest.Content content : manifest.tables())
      if (!names.contains(content.table().quoted()))
        throw new Unusable(
            "The backup has a table %s that this version does not know."
                .formatted(content.table().quoted()));
    try (Statement statement = connection.createStatement()) {
      // A migration may have put rows there.
      if (!names.isEmpty())
        statement.execute("truncate " + String.join(", ", names) + " restart identity");
    }
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Manifest.Content content : manifest.tables())
      try (InputStream rows = entry(zip, content.entry())) {
        copy.copyIn(
            "copy %s (%s) from stdin (format binary)"
                .formatted(content.table().quoted(), content.table().columnList()),
            rows,
            1 << 20);
        progress.accept(content.bytes());
      }
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
      for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
        set.setString(1, sequence.getKey());
        set.setLong(2, sequence.getValue());
        set.execute();
      }
    }
  }

  private static void compare(Connection connection, Manifest manifest, LongConsumer progress)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Manifest.Content content : manifest.tables()) {
      Manifest.Content restored =
          Backup.read(copy, content.table(), OutputStream.nullOutputStream(), progress);
      if (!restored.equals(content))
        throw new Unusable(
            "What was restored of %s is not what was saved; nothing was kept."
                .formatted(content.table().quoted()));
    }
  }

  /**
   * Puts the keys that are in the backup into a folder, for their owner alone.
   *
   * @throws Unusable when they cannot be written
   */
  public static void keys(Path file, Manifest manifest, Path folder) {
    try (var zip = new ZipFile(file.toFile())) {
      for (String key : manifest.keys()) {
        Path target = folder.resolve(Path.of(key).getFileName());
        Files.createFile(
            target,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream bytes = entry(zip, "keys/" + key)) {
          Files.write(target, bytes.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new Unusable("The keys cannot be written to %s: %s".formatted(folder, e), e);
    }
  }
}
