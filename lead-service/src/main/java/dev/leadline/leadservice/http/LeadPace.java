package dev.leadline.leadservice.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * How fast events of one lead are taken by HTTP (domain 5.12): a browser that went wild, or
 * somebody who means harm, is asked to wait, so that what others tell does not stand behind it.
 * Nothing is lost: whoever is refused sends the same again later. By instance, and in memory.
 */
@Component
@EnableConfigurationProperties(LeadPaceSettings.class)
final class LeadPace {

  /**
   * A lead may be so far ahead of its pace: 1,000 events at 50 a second, and a batch of any size.
   */
  private static final Duration AHEAD = Duration.ofSeconds(20);

  /** Those that are not ahead of their pace are forgotten when there are more. */
  private static final int MANY = 10_000;

  private final int perSecond;
  private final Clock clock;

  /** When the events that were taken of each lead would have come, at its pace. */
  private final Map<String, Instant> due = new HashMap<>();

  LeadPace(LeadPaceSettings settings, Clock clock) {
    perSecond = settings.perSecond();
    this.clock = clock;
  }

  /**
   * Takes all of these events or none.
   *
   * @param leads by whatever tells them apart, once for each event
   * @return how long to wait before they are sent again; null if they are taken
   */
  synchronized @Nullable Duration take(Collection<String> leads) {
    if (perSecond == 0) return null;
    Instant now = clock.instant();
    if (due.size() > MANY) due.values().removeIf(at -> !at.isAfter(now));
    Duration longest = null;
    for (String lead : leads) {
      Duration wait = Duration.between(now.plus(AHEAD), due.getOrDefault(lead, now));
      if (wait.isPositive() && (longest == null || wait.compareTo(longest) > 0)) longest = wait;
    }
    if (longest != null) return longest;
    for (String lead : leads)
      due.merge(lead, next(now), (before, first) -> next(later(before, now)));
    return null;
  }

  private Instant next(Instant at) {
    return at.plusNanos(1_000_000_000L / perSecond);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
