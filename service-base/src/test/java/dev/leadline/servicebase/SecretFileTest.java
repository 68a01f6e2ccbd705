package dev.leadline.servicebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir private Path folder;

  @Test
  void it_is_made_once_for_its_owner_alone() throws Exception {
    Path file = folder.resolve("below/some.key");
    SecretFile.make(file, "first");
    SecretFile.make(file, "second");
    assertThat(file).hasContent("first");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }
}
