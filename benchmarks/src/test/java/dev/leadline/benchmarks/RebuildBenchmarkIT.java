package dev.leadline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** So small that its figures mean nothing: it shows that all of it still runs. */
class RebuildBenchmarkIT {

  @Test
  void every_measurement_is_made() throws Exception {
    var out = new ByteArrayOutputStream();
    new RebuildBenchmark(1, 2000, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "2,000 events of 100 leads stored",
            "SELECT and JSON, nothing else",
            "read, opened and folded, not written",
            "a whole rebuild of lead_rows",
            "Axon, tracking, batch of 1",
            "whole rebuild / Axon")
        .doesNotContain("NaN", "Infinity");
  }
}
