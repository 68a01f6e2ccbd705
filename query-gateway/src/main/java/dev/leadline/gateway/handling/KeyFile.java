package dev.leadline.gateway.handling;

import dev.leadline.servicebase.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A key in a file that only the owner of a machine can read, so that their command line needs no
 * other credential.
 */
public final class KeyFile {

  private KeyFile() {}

  /**
   * What stands in it; made if it is missing.
   *
   * @throws IllegalStateException when it is empty
   */
  public static String readOrMake(Path file) {
    try {
      if (!Files.exists(file)) SecretFile.make(file, Secrets.token("ll_") + "\n");
      String key = Files.readString(file).strip();
      if (key.isEmpty())
        throw new IllegalStateException(
            "The key file %s is empty. Delete it: the next start makes another.".formatted(file));
      return key;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
