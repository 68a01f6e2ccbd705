package dev.leadline.notification.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names of problems are a promise: each is in the document. */
class ProblemTypesTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\| .+ \\|$", Pattern.MULTILINE);

  @Test
  void the_document_lists_every_type_with_its_status_and_no_other() throws IOException {
    String whole = Files.readString(DOCUMENT);
    int begin = whole.indexOf("\n## notification-service\n");
    var listed = new TreeMap<String, Integer>();
    ROW.matcher(whole.substring(begin, whole.indexOf("\n## ", begin + 1)))
        .results()
        .forEach(row -> listed.put(row.group(1), Integer.valueOf(row.group(2))));
    var declared = new TreeMap<String, Integer>();
    for (ProblemType type : ProblemType.values()) declared.put(type.kind(), type.status().value());
    assertThat(listed).isEqualTo(declared);
  }
}
