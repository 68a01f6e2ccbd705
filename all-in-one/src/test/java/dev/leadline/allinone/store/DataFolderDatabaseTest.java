package dev.leadline.allinone.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderDatabaseTest {

  /** As after a loss of power, when numbers of processes are given anew. */
  @Test
  void a_database_whose_number_is_another_process_by_now_does_not_run(@TempDir Path folder)
      throws Exception {
    Path data = Files.createDirectories(folder.resolve("postgres/data"));
    Files.writeString(folder.resolve("postgres/password"), "secret");
    Files.writeString(
        data.resolve("postmaster.pid"),
        "%d\n%s\n1764738000\n20001\n\n127.0.0.1\n  1234567         3\nready   \n"
            .formatted(ProcessHandle.current().pid(), data));
    assertThat(DataFolderDatabase.running(folder)).isEmpty();
  }
}
