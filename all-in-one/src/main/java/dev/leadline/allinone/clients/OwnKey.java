package dev.leadline.allinone.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The key of whoever owns this machine: {@code LEADLINE_API_KEY}, or the file that a platform makes
 * in its data folder, which only its owner can read.
 */
public final class OwnKey {

  /** In the data folder. */
  public static final String FILE = "api.key";

  private OwnKey() {}

  /** Null if there is none. */
  public static @Nullable String find(Path file) {
    String given = System.getenv("LEADLINE_API_KEY");
    return given == null || given.isBlank() ? read(file) : given.strip();
  }

  /** What stands in the file; null if there is none. */
  public static @Nullable String read(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : null;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
