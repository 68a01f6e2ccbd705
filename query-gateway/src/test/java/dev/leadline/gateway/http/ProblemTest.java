package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\| .+ \\|$", Pattern.MULTILINE);

  @Test
  void the_document_lists_every_type_with_its_status_and_no_other() throws IOException {
    String whole = Files.readString(DOCUMENT);
    var listed = new TreeMap<String, Integer>();
    ROW.matcher(whole.substring(whole.indexOf("## query-gateway")))
        .results()
        .forEach(row -> listed.put("/problems/" + row.group(1), Integer.valueOf(row.group(2))));
    var declared = new TreeMap<String, Integer>();
    for (Problem problem : Problem.values()) declared.put(problem.type(), problem.status().value());
    assertThat(listed).isEqualTo(declared);
  }
}
