package dev.leadline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** So small that its figures mean nothing: it shows that all of it still runs. */
class NotificationsBenchmarkIT {

  @Test
  void every_measurement_is_made() throws Exception {
    var out = new ByteArrayOutputStream();
    new NotificationsBenchmark(50, 1, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("beside one that answers", "beside one that never answers", "ratio")
        .doesNotContain("NaN", "Infinity");
  }
}
