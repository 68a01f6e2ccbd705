package dev.leadline.events.lead;

import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest stretch of time in which a lead acted at its device without a longer pause: who gives
 * another email after a pause may be another person at the same device (domain 5.5). An action that
 * arrives so late that it would have filled the pause between two sessions makes no one of them.
 *
 * @param from its first action
 * @param to its last one
 */
public record Session(Instant from, Instant to) {

  private static final Duration PAUSE = Duration.ofMinutes(30);

  static @Nullable Session of(InteractionRecorded event) {
    if (event.decision().action() == null) return null;
    Instant at = event.origin().at();
    return switch (event.origin().channel()) {
      case WEB, CHAT, FORM -> new Session(at, at);
      case EMAIL, VOICE, TEXT, CALENDAR, COPILOT, DEMO, CRM, API, WORKFLOW, SYSTEM -> null;
    };
  }

  /** Whether two actions at one device are of one session, whatever else happened there. */
  public static boolean isOne(Instant one, Instant other) {
    return new Session(one, one).reaches(other) && new Session(other, other).reaches(one);
  }

  /** Whether what happened then is still, or was already, before the pause that ends it. */
  public boolean reaches(Instant at) {
    return !at.isAfter(to.plus(PAUSE));
  }

  Session and(Session other) {
    if (!reaches(other.from)) return other;
    if (!other.reaches(from)) return this;
    return new Session(Joins.earlier(from, other.from), to.isAfter(other.to) ? to : other.to);
  }
}
