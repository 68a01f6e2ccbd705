package dev.leadline.leadservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sends events of one lead too fast is asked to wait, and nobody else (domain 5.12). */
class LeadPaceTest {

  private Instant now = Instant.parse("2026-11-22T09:00:00Z");

  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  private final LeadPace pace = new LeadPace(new LeadPaceSettings(50), clock);

  @Test
  void a_lead_has_a_thousand_at_once_and_then_fifty_a_second() {
    for (int i = 0; i < 1001; i++) assertThat(pace.take(List.of("ana"))).isNull();
    assertThat(pace.take(List.of("ana"))).isPositive();
    assertThat(pace.take(List.of("bob"))).as("somebody else").isNull();
    now = now.plusSeconds(1);
    for (int i = 0; i < 50; i++) assertThat(pace.take(List.of("ana"))).isNull();
    assertThat(pace.take(List.of("ana"))).isPositive();
  }

  @Test
  void a_batch_of_any_size_is_taken_and_waited_for_afterwards() {
    assertThat(pace.take(Collections.nCopies(5000, "ana"))).isNull();
    Duration wait = pace.take(List.of("bob", "ana"));
    assertThat(wait).isEqualTo(Duration.ofSeconds(80));
    now = now.plus(wait);
    assertThat(pace.take(List.of("bob", "ana"))).isNull();
  }

  @Test
  void without_a_pace_nobody_waits() {
    var none = new LeadPace(new LeadPaceSettings(0), clock);
    assertThat(none.take(Collections.nCopies(100_000, "ana"))).isNull();
    assertThat(none.take(List.of("ana"))).isNull();
  }
}
