package dev.leadline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path dataFolder;

  @Test
  void one_part_is_taken_once_until_it_is_given_back() {
    try (var taken = DataFolder.take(dataFolder, "part")) {
      assertThat(taken.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(dataFolder, "part"))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "The data folder %s is in use by another Leadline process (pid %d)."
                  .formatted(dataFolder, ProcessHandle.current().pid()));
      DataFolder.take(dataFolder, "other part").close();
    }
    DataFolder.take(dataFolder, "part").close();
  }

  @Test
  void another_way_to_the_same_folder_is_the_same_folder() throws Exception {
    Path link = Files.createSymbolicLink(dataFolder.resolve("link"), dataFolder);
    try (var taken = DataFolder.take(dataFolder, "part")) {
      assertThat(taken.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(link, "part")).isInstanceOf(CannotStart.class);
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_one_clear_line() throws Exception {
    Path file = Files.writeString(dataFolder.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.take(file, "part"))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("The data folder " + file + " cannot be used")
        .message()
        .hasLineCount(1);
  }
}
