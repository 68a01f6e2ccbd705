package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Domain 5.10. */
class TimeframeTest {

  private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "UTC,              2026-10-29T00:00:00Z, 2026-11-05T00:00:00Z",
    "Asia/Tokyo,       2026-10-28T15:00:00Z, 2026-11-04T15:00:00Z",
    "America/Bogota,   2026-10-29T05:00:00Z, 2026-11-05T05:00:00Z",
    "America/New_York, 2026-10-29T04:00:00Z, 2026-11-05T05:00:00Z",
    "Pacific/Kiritimati, 2026-10-29T10:00:00Z, 2026-11-05T10:00:00Z",
  })
  void the_last_seven_days_begin_at_midnight_six_days_ago(String zone, Instant from, Instant to) {
    assertThat(new Timeframe.LastDays(7).resolve(NOON, ZoneId.of(zone)))
        .isEqualTo(new Timeframe.Bounds(from, to, ZoneId.of(zone)));
  }

  @Test
  void a_day_has_twenty_three_or_twenty_five_hours_when_clocks_change() {
    assertThat(hours(LocalDate.of(2026, 3, 8), "America/New_York")).isEqualTo(23);
    assertThat(hours(LocalDate.of(2026, 11, 1), "America/New_York")).isEqualTo(25);
    assertThat(hours(LocalDate.of(2026, 11, 1), "Asia/Tokyo")).isEqualTo(24);
  }

  private static long hours(LocalDate date, String zone) {
    var day = new Timeframe.Day(date);
    var bounds = new Timeframe.Between(day, day).resolve(NOON, ZoneId.of(zone));
    return Duration.between(bounds.from(), bounds.to()).toHours();
  }

  @Test
  void a_day_that_begins_at_one_begins_there() {
    var day = new Timeframe.Day(LocalDate.of(2018, 11, 4));
    assertThat(new Timeframe.Between(day, day).resolve(NOON, ZoneId.of("America/Sao_Paulo")).from())
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
  }

  @Test
  void a_range_has_its_first_instant_and_not_its_last() {
    var bounds =
        new Timeframe.Between(new Timeframe.Moment(NOON), new Timeframe.Moment(NOON.plusSeconds(1)))
            .resolve(NOON, ZoneId.of("UTC"));
    assertThat(bounds.contain(NOON)).isTrue();
    assertThat(bounds.contain(NOON.plusMillis(999))).isTrue();
    assertThat(bounds.contain(NOON.plusSeconds(1))).isFalse();
    assertThat(bounds.contain(NOON.minusNanos(1))).isFalse();
    assertThat(bounds.contain(null)).isFalse();
    assertThat(new Timeframe.All().resolve(NOON, ZoneId.of("UTC")).contain(null)).isTrue();
  }
}
