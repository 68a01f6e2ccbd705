package dev.leadline.timeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.catalogue.ProblemsDocument;
import java.io.IOException;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** The names of problems are a promise: each is in the document. */
class ProblemTypesTest {

  @Test
  void the_document_lists_every_type_with_its_status_and_no_other() throws IOException {
    var declared = new HashMap<String, Integer>();
    for (ProblemType type : ProblemType.values()) declared.put(type.kind(), type.status().value());
    assertThat(ProblemsDocument.of("timeline-service")).isEqualTo(declared);
  }
}
