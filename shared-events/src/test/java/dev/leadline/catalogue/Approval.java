package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * A file that is generated from the code, checked in and reviewed. {@code -Dapprove=true} writes
 * it; otherwise a file that is missing, differs or belongs to nothing any more fails the test.
 */
final class Approval {

  private Approval() {}

  static boolean isBeingGiven() {
    return Boolean.getBoolean("approve");
  }

  static void of(Path file, String generated) throws IOException {
    if (isBeingGiven()) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("run the tests with -Dapprove=true, then review and check in what it writes")
        .exists();
    assertThat(Files.readString(file))
        .as("%s is out of date: run with -Dapprove=true and review the difference", file)
        .isEqualTo(generated);
  }

  static void nothingElseIn(Path folder, Collection<String> expected) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .as("files in %s", folder)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
