package dev.leadline.notification.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.NotificationMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CouriersTest {

  /** Its alert would not see the first one. */
  @Test
  void that_nobody_knows_whether_a_message_arrived_is_counted_from_zero() {
    var meters = new SimpleMeterRegistry();
    var _ = new Couriers(List::of, now -> 0, meters, Clock.systemUTC(), Duration.ofHours(1));
    assertThat(meters.get(NotificationMeters.UNKNOWN.meter()).counter().count()).isZero();
  }

  /** What was delivered was called unknown, where the store was closed before it was written. */
  @Test
  void a_service_that_ends_waits_until_it_is_written_down_what_became_of_a_message()
      throws InterruptedException {
    var couriers =
        new Couriers(
            List::of, now -> 0, new SimpleMeterRegistry(), Clock.systemUTC(), Duration.ofHours(1));
    var stop = Thread.ofVirtual().unstarted(couriers::stop);
    var written = new CompletableFuture<Boolean>();
    couriers.start(
        destination -> {
          stop.start();
          boolean stopped = joined(stop);
          written.complete(!stopped);
          return null;
        });
    couriers.wake(List.of("one"));
    assertThat(written.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
    stop.join();
  }

  /** Whether it ended within the time that a store may take. */
  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofMillis(300));
    } catch (InterruptedException nobodyInterruptsCouriers) {
      throw new IllegalStateException(nobodyInterruptsCouriers);
    }
  }
}
