package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  private static final int STARTS = 8;

  @TempDir private Path folder;

  @RepeatedTest(20)
  void of_starts_at_once_all_have_the_one_whole_key() throws Exception {
    Path file = folder.resolve("api.key");
    var together = new CyclicBarrier(STARTS);
    try (var starts = Executors.newFixedThreadPool(STARTS)) {
      var keys = new ArrayList<Future<String>>();
      for (int start = 0; start < STARTS; start++)
        keys.add(
            starts.submit(
                () -> {
                  together.await();
                  return KeyFile.readOrMake(file);
                }));
      String key = KeyFile.readOrMake(file);
      assertThat(key).startsWith("ll_").hasSizeGreaterThan(20);
      for (Future<String> one : keys) assertThat(one.get()).isEqualTo(key);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void an_empty_file_is_no_key() throws Exception {
    Path file = Files.writeString(folder.resolve("api.key"), "\n");
    assertThatThrownBy(() -> KeyFile.readOrMake(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is empty");
  }
}
