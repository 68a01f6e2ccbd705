package dev.leadline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** So small that its figure means nothing: it shows that all of it still runs. */
class HangingVendorsBenchmarkIT {

  @Test
  void leads_are_taken_in_while_every_vendor_hangs() throws Exception {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (var vendors = new HangingVendors()) {
      assertThat(new HangingVendorsBenchmark(20, 1, nowhere).rate("hanging", vendors.settings()))
          .isPositive();
    }
  }
}
