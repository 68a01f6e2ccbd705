package dev.leadline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** So small that its figures mean nothing: it shows that all of it still runs. */
class LeadListBenchmarkIT {

  @Test
  void every_measurement_is_made() throws Exception {
    var out = new ByteArrayOutputStream();
    new LeadListBenchmark(1, 2000, 1, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "2,000 rows written",
            "The index of leads is built: 2000 rows",
            "filters, search, facets, total",
            "a change is found after",
            "export of all as CSV",
            "heap of the gateway")
        .doesNotContain("(0)", "NaN");
  }
}
