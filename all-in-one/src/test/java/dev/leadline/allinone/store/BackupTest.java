package dev.leadline.allinone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  @Test
  void of_a_backup_that_failed_nothing_is_left(@TempDir Path folder) {
    var nobody =
        new Database(
            "jdbc:postgresql://127.0.0.1:%d/leadline".formatted(LoopbackPort.free()), "l", "p");

    assertThatThrownBy(
            () ->
                Backup.take(
                    nobody, folder.resolve("backup.zip"), List.of(), bytes -> {}, bytes -> {}))
        .isInstanceOf(Database.Unusable.class);
    assertThat(folder).isEmptyDirectory();
  }
}
