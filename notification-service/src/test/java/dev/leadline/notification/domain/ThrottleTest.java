package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Instant NOW = Story.START;
  private final Throttle slack = new Throttle(Duration.ofSeconds(1), 1);
  private final Throttle room = new Throttle(Duration.ofMillis(250), 4);

  @Test
  void a_full_bucket_gives_its_burst() {
    assertThat(room.allowed(null, NOW, 10)).isEqualTo(4);
    assertThat(slack.allowed(null, NOW, 10)).isEqualTo(1);
  }

  @Test
  void an_empty_bucket_gives_one_after_each_interval() {
    Instant full = slack.after(null, NOW, 1);
    assertThat(slack.allowed(full, NOW.plusMillis(999), 1)).isZero();
    assertThat(slack.next(full, NOW)).isEqualTo(NOW.plusSeconds(1));
    assertThat(slack.allowed(full, NOW.plusSeconds(1), 5)).isEqualTo(1);
  }

  @Test
  void a_bucket_fills_while_nothing_is_sent_and_never_overflows() {
    Instant full = room.after(null, NOW, 4);
    assertThat(room.allowed(full, NOW, 1)).isZero();
    assertThat(room.next(full, NOW)).isEqualTo(NOW.plusMillis(250));
    assertThat(room.allowed(full, NOW.plusMillis(500), 10)).isEqualTo(2);
    assertThat(room.allowed(full, NOW.plusSeconds(60), 10)).isEqualTo(4);
  }
}
