package dev.leadline.allinone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One platform for all end-to-end tests of a JVM, since a start takes longer than most tests. Each
 * test has leads of its own and looks at no others.
 */
final class SharedPlatform {

  private static @Nullable Platform platform;
  private static @Nullable Path folder;
  private static @Nullable Outsider outsider;

  private SharedPlatform() {}

  /** Not made while this class is made: threads of the platform call back into it. */
  static synchronized Platform platform() {
    if (platform == null) platform = start();
    return platform;
  }

  /** Where its data is. */
  static synchronized Path folder() {
    platform();
    return java.util.Objects.requireNonNull(folder);
  }

  static synchronized Outsider outsider() {
    if (outsider == null) {
      outsider = new Outsider(platform());
    }
    return outsider;
  }

  private static Platform start() {
    try {
      Path folder = Files.createTempDirectory("leadline-e2e");
      SharedPlatform.folder = folder;
      Platform.Options usual = Platform.Options.in(folder);
      var settings = new HashMap<>(usual.settings());
      settings.putAll(KeptSpans.settings());
      // A test writes more in a minute than anybody may.
      settings.put("LEADLINE_LEADS_WRITES_PER_MINUTE", "0");
      Platform platform =
          Platform.start(new Platform.Options(folder, 0, 0, null, settings, Map.of()), label -> {});
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    outsider().close();
                    platform.close();
                    delete(folder);
                  }));
      return platform;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      System.err.println("Left behind: " + folder);
    }
  }
}
