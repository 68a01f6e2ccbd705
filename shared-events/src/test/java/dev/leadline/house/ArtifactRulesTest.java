package dev.leadline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that Maven could not read the description of is reported. */
class ArtifactRulesTest {

  @TempDir private Path folder;

  @Test
  void a_jar_without_its_description_is_reported() throws IOException {
    Path version = Files.createDirectories(folder.resolve("repository/org/tool/tool/1.0"));
    Path jar = Files.createFile(version.resolve("tool-1.0.jar"));
    Subject events = Subject.ofThisModule("dev.leadline.events", "dev.leadline.events..");
    var subject =
        new Subject(
            events.root(), events.domain(), events.classes(), events.sources(), List.of(jar));
    assertThat(ArtifactRules.EVERY_ARTIFACT_IS_DESCRIBED.brokenBy(subject))
        .singleElement()
        .asString()
        .contains("tool-1.0.jar");
    Files.createFile(version.resolve("tool-1.0.pom"));
    assertThat(ArtifactRules.EVERY_ARTIFACT_IS_DESCRIBED.brokenBy(subject)).isEmpty();
  }
}
