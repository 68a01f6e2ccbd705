package dev.leadline.notification.wiring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service itself; {@code notification-service.yml} is their manual.
 *
 * @param dashboard address under which people reach the dashboard, without a slash at its end
 * @param lease after which whoever was sending must be dead
 * @param lookAround how often it is looked for what another instance has left behind, and for old
 *     lines of the ledger
 * @param mostWaiting how long after it was due at first a message is given up
 * @param kept how long after its end a line of the ledger is deleted
 */
@ConfigurationProperties("leadline.notification")
record NotificationSettings(
    String dashboard, Duration lease, Duration lookAround, Duration mostWaiting, Duration kept) {

  /** Cooldowns and rates look back for a week, from events that are a week old at most. */
  private static final Duration REMEMBERED = Duration.ofDays(14);

  NotificationSettings {
    if (!mostWaiting.isPositive())
      throw new IllegalArgumentException("leadline.notification.most-waiting is above 0");
    if (kept.compareTo(REMEMBERED) < 0 || kept.compareTo(mostWaiting) < 0)
      throw new IllegalArgumentException(
          "leadline.notification.kept is P14D at least, and no shorter than most-waiting");
  }
}
