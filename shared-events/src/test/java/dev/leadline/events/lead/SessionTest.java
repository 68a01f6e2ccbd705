package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When one sitting at a device ends and the next one begins (domain 5.5). */
class SessionTest {

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private static Session at(int minute) {
    Instant when = NINE.plus(Duration.ofMinutes(minute));
    return new Session(when, when);
  }

  private static Instant minute(int minute) {
    return at(minute).from();
  }

  @Test
  void what_follows_within_half_an_hour_belongs_to_it_however_oneLongit_lasts() {
    Session oneLong = at(0).and(at(25)).and(at(50)).and(at(80));
    assertThat(oneLong).isEqualTo(new Session(minute(0), minute(80)));
  }

  @Test
  void after_a_longer_pause_a_new_one_begins_and_only_the_newest_is_kept() {
    assertThat(at(0).and(at(31))).isEqualTo(at(31));
    assertThat(at(31).and(at(0))).isEqualTo(at(31));
    assertThat(at(0).reaches(minute(30))).isTrue();
    assertThat(at(0).reaches(minute(31))).isFalse();
  }

  @Test
  void what_arrives_late_makes_it_begin_earlier() {
    assertThat(at(60).and(at(40))).isEqualTo(new Session(minute(40), minute(60)));
    assertThat(at(60).and(at(40))).isEqualTo(at(40).and(at(60)));
  }
}
