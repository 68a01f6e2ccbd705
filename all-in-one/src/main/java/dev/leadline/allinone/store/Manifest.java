package dev.leadline.allinone.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is in a backup; the last entry of its file, so that a file without it is no backup.
 *
 * @param format of the file
 * @param position up to which all events are in it; of what was being stored at that moment some
 *     may be, too
 * @param versions of the schemas, by the table in which each is kept
 * @param sequences the last value that each has given out
 * @param keys names of the key files that are in it; empty unless they were asked for
 */
public record Manifest(
    int format,
    Instant takenAt,
    long position,
    long events,
    Map<String, String> versions,
    List<Content> tables,
    Map<String, Long> sequences,
    List<String> keys) {

  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";

  public Manifest {
    versions = Map.copyOf(versions);
    tables = List.copyOf(tables);
    // What is empty is not written.
    sequences = sequences == null ? Map.of() : Map.copyOf(sequences);
    keys = keys == null ? List.of() : List.copyOf(keys);
  }

  /**
   * A table.
   *
   * @param sha256 of its rows as PostgreSQL's binary COPY writes them
   */
  public record Content(
      String schema, String name, List<String> columns, long rows, long bytes, String sha256) {

    public Content {
      columns = List.copyOf(columns);
    }

    Database.Table table() {
      return new Database.Table(schema, name, columns);
    }

    String entry() {
      return "tables/%s.%s.copy".formatted(schema, name);
    }
  }
}
