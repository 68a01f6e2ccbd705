package dev.leadline.notification.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.NotificationMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CouriersTest {

  /** Its alert would not see the first one. */
  @Test
  void that_nobody_knows_whether_a_message_arrived_is_counted_from_zero() {
    var meters = new SimpleMeterRegistry();
    var _ = new Couriers(List::of, now -> 0, meters, Clock.systemUTC(), Duration.ofHours(1));
    assertThat(meters.get(NotificationMeters.UNKNOWN.meter()).counter().count()).isZero();
  }
}
