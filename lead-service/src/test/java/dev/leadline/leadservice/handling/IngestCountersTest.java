package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.leadservice.handling.IngestCounters.Kind;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class IngestCountersTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final IngestCounters counters = new IngestCounters(registry);

  private double parked(Reason reason) {
    return registry
        .get("leadline.ingest.parked")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .counter()
        .count();
  }

  @Test
  void what_is_parked_is_counted_by_its_reason_too() {
    counters.count(
        List.of(
            new Parked(Reason.HANDLER_FAILED, "ours"),
            new Outcome.Stored("lead", true),
            new Parked(Reason.BAD_BODY, "theirs"),
            new Parked(Reason.HANDLER_FAILED, "ours")));

    assertThat(parked(Reason.HANDLER_FAILED)).isEqualTo(2);
    assertThat(parked(Reason.BAD_BODY)).isEqualTo(1);
    assertThat(counters.count(Kind.PARKED)).isEqualTo(3);
  }

  @Test
  void every_reason_is_there_before_anything_is_parked() {
    for (Reason reason : Reason.values()) assertThat(parked(reason)).isZero();
  }
}
