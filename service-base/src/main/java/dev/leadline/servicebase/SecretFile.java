package dev.leadline.servicebase;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a secret: complete before it has its name, and never readable by others. */
public final class SecretFile {

  private SecretFile() {}

  /**
   * Makes the file, and the folders it is in, unless there is one: of two starts at once the first
   * one's secret is the one, and a crash leaves no half of it.
   */
  public static void make(Path file, String secret) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    var owner = PosixFilePermissions.fromString("rw-------");
    Path made =
        Files.createTempFile(folder, "secret", ".new", PosixFilePermissions.asFileAttribute(owner));
    try {
      // On the disk before anybody uses it: a machine that loses its power keeps both.
      Files.writeString(made, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // Its secret is the one.
    } catch (UnsupportedOperationException noLinks) {
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
