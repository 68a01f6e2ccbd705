package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "America/Bogota",
          "Asia/Tokyo",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "America/St_Johns",
          "Africa/Casablanca");

  @Test
  void what_happens_at_night_waits_for_the_morning() {
    var night = night("Europe/Berlin");
    assertThat(night.endAfter(Instant.parse("2026-01-10T23:30:00Z")))
        .isEqualTo("2026-01-11T06:00:00Z");
    assertThat(night.endAfter(Instant.parse("2026-01-10T12:00:00Z")))
        .isEqualTo("2026-01-10T12:00:00Z");
  }

  @Test
  void the_night_in_which_clocks_go_forward_is_an_hour_shorter() {
    assertThat(night("Europe/Berlin").endAfter(Instant.parse("2026-03-28T23:00:00Z")))
        .isEqualTo("2026-03-29T05:00:00Z");
  }

  @Test
  void an_end_that_the_clock_leaps_over_is_where_it_lands() {
    var quiet =
        new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
    assertThat(quiet.endAfter(Instant.parse("2026-03-28T23:00:00Z")))
        .isEqualTo("2026-03-29T01:00:00Z");
  }

  /** Looked at minute by minute, on any day and around every change of clocks. */
  @Test
  void the_end_is_the_first_minute_that_is_not_quiet() {
    Seeds.each(
        random -> {
          ZoneId zone = zone(random);
          var quiet = any(random, zone);
          Instant at = around(random, zone);
          Instant end = quiet.endAfter(at);
          assertThat(quiet.covers(end)).as("%s at %s ends %s", quiet, at, end).isFalse();
          for (Instant minute = at; minute.isBefore(end); minute = minute.plusSeconds(60))
            assertThat(quiet.covers(minute)).as("%s at %s", quiet, minute).isTrue();
        });
  }

  static ZoneId zone(Random random) {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  static QuietHours any(Random random, ZoneId zone) {
    LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    LocalTime to = from.plusMinutes(15 * (1 + random.nextInt(90)));
    return new QuietHours(from, to, zone);
  }

  /** A whole minute, often near a change of clocks. */
  static Instant around(Random random, ZoneId zone) {
    Instant day = Instant.parse("2011-06-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(6000)));
    ZoneOffsetTransition change = zone.getRules().nextTransition(day);
    Instant centre = change == null || random.nextInt(4) == 0 ? day : change.getInstant();
    return centre.plus(Duration.ofMinutes(random.nextInt(2880) - 1440));
  }

  private static QuietHours night(String zone) {
    return new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of(zone));
  }
}
