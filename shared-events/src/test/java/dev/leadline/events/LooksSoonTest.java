package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LooksSoonTest {

  @Test
  void what_is_there_already_is_not_waited_for() {
    long soonest =
        LongStream.generate(
                () -> {
                  long begun = System.nanoTime();
                  await().until(() -> true);
                  return System.nanoTime() - begun;
                })
            .limit(5)
            .min()
            .orElseThrow();
    assertThat(Duration.ofNanos(soonest)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void what_takes_long_is_looked_for_ten_times_a_second() {
    assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000).mapToObj(LooksSoon::untilNext))
        .extracting(Duration::toMillis)
        .containsExactly(10L, 20L, 40L, 80L, 100L, 100L);
  }
}
