package dev.leadline.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void what_is_asked_for_is_waited_for_a_day_at_most() {
    assertThat(asked("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(asked("Sun, 22 Nov 2026 09:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
    assertThat(asked("999999")).isEqualTo(Duration.ofDays(1));
    assertThat(asked("soon")).isNull();
  }

  /** Their clock may be behind ours; nobody is asked again and again without a pause. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0", "Sun, 22 Nov 2026 08:59:00 GMT", "Sun, 22 Nov 2026 09:00:00 GMT"})
  void who_asks_for_no_time_at_all_is_given_one_all_the_same(String retryAfter) {
    assertThat(asked(retryAfter)).isNull();
    assertThat(Answers.of(new HttpDoor.Answer(429, retryAfter, ""), 5, NINE))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(8)));
  }

  @ParameterizedTest
  @CsvSource({"service_unavailable", "request_timeout", "team_added_to_org"})
  void what_slack_cannot_do_now_is_sent_later(String error) {
    assertThat(slack(error)).isInstanceOf(Outcome.Later.class);
  }

  @ParameterizedTest
  @CsvSource({"internal_error", "fatal_error"})
  void what_slack_may_have_done_in_part_is_not_known(String error) {
    assertThat(slack(error)).isInstanceOf(Outcome.Uncertain.class);
  }

  private static Outcome slack(String error) {
    return SlackErrors.of(error, new HttpDoor.Answer(200, null, ""), 1, NINE);
  }

  private static @Nullable Duration asked(String retryAfter) {
    return Patience.asked(retryAfter, NINE);
  }
}
