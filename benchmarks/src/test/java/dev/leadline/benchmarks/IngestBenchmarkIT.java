package dev.leadline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** So small that its figure means nothing: it shows that it still runs. */
class IngestBenchmarkIT {

  @Test
  void events_are_stored_by_what_stores_alone() throws Exception {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(new IngestBenchmark(500, 1, nowhere).alone()).isPositive();
  }
}
