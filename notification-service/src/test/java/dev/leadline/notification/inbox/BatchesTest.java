package dev.leadline.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.handling.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Its alert would not see the first one. */
  @Test
  void what_cannot_be_read_is_counted_from_zero() {
    var _ =
        new Batches<String>(
            (headers, value) -> new Reading.Broken<>("not JSON"),
            events -> 0,
            event -> event,
            meters);
    assertThat(
            meters
                .get(NotificationMeters.EVENTS.meter())
                .tag("outcome", "broken")
                .counter()
                .count())
        .isZero();
  }
}
