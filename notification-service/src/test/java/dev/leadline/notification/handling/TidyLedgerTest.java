package dev.leadline.notification.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.NotificationMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class TidyLedgerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Duration MOST_WAITING = Duration.ofDays(3);
  private static final Duration KEPT = Duration.ofDays(90);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Lines that wait and lines that have ended, as a store has them. */
  private final class Lines {
    private int waiting;
    private int ended;
    private final List<Integer> portions = new ArrayList<>();

    Lines(int waiting, int ended) {
      this.waiting = waiting;
      this.ended = ended;
    }

    TidyLedger tidied() {
      return new TidyLedger(
          (oldest, now, limit) -> {
            assertThat(oldest).isEqualTo("2026-11-19T09:00:00Z");
            int portion = portion(waiting, limit);
            waiting -= portion;
            return portion;
          },
          (before, limit) -> {
            assertThat(before).isEqualTo("2026-08-24T09:00:00Z");
            int portion = portion(ended, limit);
            ended -= portion;
            return portion;
          },
          meters,
          Clock.fixed(NOW, ZoneOffset.UTC),
          MOST_WAITING,
          KEPT);
    }

    private int portion(int there, int limit) {
      int portion = Math.min(there, limit);
      portions.add(portion);
      return portion;
    }
  }

  @Test
  void many_old_lines_end_in_portions_until_none_is_left() {
    var lines = new Lines(2500, 1001);
    lines.tidied().tidy();
    assertThat(lines.portions).containsExactly(1000, 1000, 500, 1000, 1);
    assertThat(givenUp()).isEqualTo(2500);
  }

  @Test
  void what_is_too_much_for_one_go_is_left_for_the_next() {
    var lines = new Lines(0, 250_000);
    TidyLedger tidy = lines.tidied();
    tidy.tidy();
    assertThat(lines.ended).isEqualTo(150_000);
    tidy.tidy();
    tidy.tidy();
    assertThat(lines.ended).isZero();
  }

  @Test
  void what_was_given_up_before_the_store_went_away_is_counted_and_the_rest_waits() {
    var portions = new ArrayList<>(List.of(1000));
    new TidyLedger(
            (oldest, now, limit) -> {
              if (portions.isEmpty()) throw new DataAccessResourceFailureException("away");
              return portions.removeFirst();
            },
            (before, limit) -> {
              throw new AssertionError("The store is away");
            },
            meters,
            Clock.fixed(NOW, ZoneOffset.UTC),
            MOST_WAITING,
            KEPT)
        .tidy();
    assertThat(givenUp()).isEqualTo(1000);
  }

  private double givenUp() {
    return meters.counter(NotificationMeters.GIVEN_UP.meter()).count();
  }
}
