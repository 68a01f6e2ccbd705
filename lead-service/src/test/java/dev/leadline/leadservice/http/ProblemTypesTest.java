package dev.leadline.leadservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.catalogue.ProblemsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names of problems are a promise: each is in the document, and each was met at the edge. */
class ProblemTypesTest {

  private static final Path TESTS = Path.of("src", "test", "java");

  private static Map<String, Integer> declared() {
    var declared = new HashMap<String, Integer>();
    for (ProblemType type : ProblemType.values()) declared.put(type.kind(), type.status().value());
    return declared;
  }

  @Test
  void the_document_lists_every_type_with_its_status_and_no_other() throws IOException {
    assertThat(ProblemsDocument.of("lead-service")).isEqualTo(declared());
  }

  @Test
  void every_type_is_tested_at_the_edge_with_its_status() throws IOException {
    String tests;
    try (var files = Files.walk(TESTS)) {
      tests =
          files
              .filter(file -> file.toString().endsWith("IT.java"))
              .map(ProblemTypesTest::read)
              .collect(Collectors.joining());
    }
    List<String> untested =
        Arrays.stream(ProblemType.values())
            // A breakdown of ours cannot be ordered from outside; the test below has it.
            .filter(type -> type != ProblemType.INTERNAL)
            .filter(
                type ->
                    !Pattern.compile(
                            type.status().value() + ",\\s*\"(/problems/)?" + type.kind() + "\"")
                        .matcher(tests)
                        .find())
            .map(ProblemType::kind)
            .toList();
    assertThat(untested).isEmpty();
  }

  @Test
  void what_broke_is_told_without_a_word_of_it() {
    var answer = new Breakdowns().broken(new IllegalStateException("of Zita Quux"));
    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(answer.getBody().getType()).hasToString("/problems/internal");
    assertThat(answer.getBody().toString()).doesNotContain("Zita", "IllegalState");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
