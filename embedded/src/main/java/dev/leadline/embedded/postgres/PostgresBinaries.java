package dev.leadline.embedded.postgres;

import dev.leadline.embedded.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this platform, unpacked once for each user and version. Unpacking goes
 * to a folder of its own that is then renamed, so a process killed half-way, or two processes at
 * once, never leave a half-filled folder under the final name.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The folder that holds {@code bin} and {@code lib}. */
  static Path unpacked(Path cache) {
    String platform = platform();
    Path home = cache.resolve("postgres-" + version() + "-" + platform);
    if (Files.isDirectory(home)) return home;
    Path partial = cache.resolve("partial-" + UUID.randomUUID());
    try {
      Files.createDirectories(partial);
      try {
        unpack(platform, partial);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // Somebody else may have been faster; theirs is as good as ours.
        if (!Files.isDirectory(home)) throw e;
      } finally {
        deleteRecursively(partial);
      }
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL cannot be unpacked to " + cache + ": " + e, e);
    }
    return home;
  }

  /** Where unpacked programs are kept between runs; the data folder when there is no home. */
  static Path cacheFolder(Path dataFolder) {
    String chosen = System.getProperty("leadline.cache");
    if (chosen != null) return Path.of(chosen);
    String cacheHome = System.getenv("XDG_CACHE_HOME");
    String userHome = System.getProperty("user.home");
    Path base =
        cacheHome != null && !cacheHome.isBlank()
            ? Path.of(cacheHome)
            : userHome != null ? Path.of(userHome, ".cache") : null;
    return base != null && canCreateIn(base) ? base.resolve("leadline") : dataFolder;
  }

  private static boolean canCreateIn(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) existing = existing.getParent();
    return existing != null && Files.isWritable(existing);
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (system.contains("linux") && intel) return "linux-x86_64";
    if (system.contains("linux") && arm) return "linux-arm_64";
    if (system.contains("mac") && arm) return "darwin-arm_64";
    throw new CannotStart(
        "No PostgreSQL is packed for %s on %s: use a PostgreSQL server instead."
            .formatted(system, processor));
  }

  private static String version() {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
      var properties = new Properties();
      if (in != null) properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new CannotStart("The packed PostgreSQL has no version: " + e, e);
    }
  }

  private static void unpack(String platform, Path target) throws IOException {
    String archive = "/postgres-" + platform + ".txz";
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (resource == null) throw new CannotStart("No " + archive + " on the class path.");
      var unzipped = new XZInputStream(new BufferedInputStream(resource));
      try (var tar = new TarArchiveInputStream(new BufferedInputStream(unzipped))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
          unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) throw new IOException("Entry outside: " + entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    @Nullable Path parent = path.getParent();
    if (parent != null) Files.createDirectories(parent);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
