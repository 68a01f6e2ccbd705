package dev.leadline.notification.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest {

  private static NotificationSettings settings(Duration mostWaiting, Duration kept) {
    return new NotificationSettings(
        "https://leads.example.com",
        Duration.ofSeconds(45),
        Duration.ofSeconds(15),
        mostWaiting,
        kept);
  }

  /** Cooldowns and rates would be forgotten while they count. */
  @Test
  void a_ledger_that_forgets_what_rules_look_back_at_is_refused() {
    assertThat(settings(Duration.ofDays(3), Duration.ofDays(14)).kept()).hasDays(14);
    assertThatThrownBy(() -> settings(Duration.ofDays(3), Duration.ofDays(13)))
        .hasMessage(
            "leadline.notification.kept is P14D at least, and no shorter than most-waiting");
  }

  @Test
  void what_may_wait_for_longer_than_it_is_kept_is_refused() {
    assertThatThrownBy(() -> settings(Duration.ofDays(91), Duration.ofDays(90)))
        .hasMessageStartingWith("leadline.notification.kept");
  }

  @Test
  void no_patience_at_all_is_refused() {
    assertThatThrownBy(() -> settings(Duration.ZERO, Duration.ofDays(90)))
        .hasMessage("leadline.notification.most-waiting is above 0");
  }
}
