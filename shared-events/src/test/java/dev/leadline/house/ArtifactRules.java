package dev.leadline.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rules about what a module is built with. */
public final class ArtifactRules {

  private ArtifactRules() {}

  /**
   * Every jar came with its description. A missing one is only a warning to Maven, which then goes
   * on without whatever the jar itself needs; the build passes, and the program fails later.
   */
  public static final Rule EVERY_ARTIFACT_IS_DESCRIBED =
      subject -> {
        List<Path> jars =
            subject.classPath().stream()
                .filter(entry -> entry.toString().endsWith(".jar"))
                .filter(jar -> !isBuiltHere(jar))
                .toList();
        if (jars.isEmpty()) throw new IllegalStateException("No jar is on the class path");
        return jars.stream()
            .filter(jar -> !isDescribed(jar))
            .map(jar -> "Artifact <" + jar.getFileName() + "> has no pom beside it: " + jar)
            .toList();
      };

  private static boolean isBuiltHere(Path jar) {
    Path folder = jar.toAbsolutePath().getParent();
    return folder != null && folder.endsWith("target");
  }

  /** A repository lays artifacts out as {@code <artifact>/<version>/<artifact>-<version>.jar}. */
  private static boolean isDescribed(Path jar) {
    Path version = jar.toAbsolutePath().getParent();
    if (version == null || version.getParent() == null) return false;
    String artifact = version.getParent().getFileName().toString();
    return Files.isRegularFile(version.resolve(artifact + "-" + version.getFileName() + ".pom"));
  }
}
