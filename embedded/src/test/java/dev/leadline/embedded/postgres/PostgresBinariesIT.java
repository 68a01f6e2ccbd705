package dev.leadline.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

  @TempDir private Path cache;

  @Test
  void several_at_once_unpack_to_the_same_complete_folder_and_leave_nothing_else()
      throws Exception {
    Callable<Path> unpacking = () -> PostgresBinaries.unpacked(cache);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var homes = threads.invokeAll(List.of(unpacking, unpacking));
      assertThat(homes.get(0).get()).isEqualTo(homes.get(1).get());
      Path home = homes.get(0).get();
      assertThat(home.resolve("bin/postgres")).isExecutable();
      try (var left = Files.list(cache)) {
        assertThat(left).containsExactly(home);
      }
    }
  }
}
