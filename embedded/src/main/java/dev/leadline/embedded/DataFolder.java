package dev.leadline.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One server's part of the data folder, held by this process alone until it is closed or the
 * process ends, however it ends: the lock is the operating system's, so a killed process leaves
 * nothing to clean up. It is taken before anything else is touched, because a second server on the
 * same files would ruin them.
 */
public final class DataFolder implements Closeable {

  /**
   * Parts held by this process. Asking the operating system is not enough: opening and closing a
   * lock file a second time within one process silently gives the first lock up.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes {@code <dataFolder>/<part>}, which is created when missing.
   *
   * @throws CannotStart when another process, or another server of this one, has it
   */
  public static DataFolder take(Path dataFolder, String part) {
    try {
      Path path = Files.createDirectories(dataFolder.resolve(part)).toRealPath();
      if (!HELD_HERE.add(path))
        throw inUse(dataFolder, Long.toString(ProcessHandle.current().pid()));
      FileChannel channel = null;
      try {
        channel = lock(dataFolder, path);
        return new DataFolder(path, channel);
      } finally {
        if (channel == null) HELD_HERE.remove(path);
      }
    } catch (IOException e) {
      throw new CannotStart("The data folder " + dataFolder + " cannot be used: " + e, e);
    }
  }

  private static FileChannel lock(Path dataFolder, Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      // A file of its own: the lock file must not be read by the process that holds it.
      Path holder = path.resolve("in-use.pid");
      if (lock == null) throw inUse(dataFolder, readOrNull(holder));
      Files.writeString(holder, Long.toString(ProcessHandle.current().pid()));
      return channel;
    } finally {
      if (lock == null) channel.close();
    }
  }

  private static @Nullable String readOrNull(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }

  private static CannotStart inUse(Path dataFolder, @Nullable String pid) {
    return new CannotStart(
        "The data folder %s is in use by another Leadline process (pid %s)."
            .formatted(dataFolder, pid == null || pid.isEmpty() ? "unknown" : pid));
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(path);
    }
  }
}
