package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what.
 *
 * @param since what was stored before is not told, however late it is read: a new rule is no reason
 *     to tell old news, and a topic that is read again is none either
 */
public record Rule(String ruleId, String tenant, Terms terms, Instant since) {

  /** Whether it is about this at all, whoever it happened to. */
  public boolean isAbout(Trigger trigger, Instant at) {
    return terms.enabled() && !at.isBefore(since) && terms.triggers().contains(trigger);
  }

  /** The most telling trigger by which the rule is about this; null if it is not. */
  public @Nullable Trigger match(Occurrence occurrence) {
    for (Trigger trigger : occurrence.triggers())
      if (isAbout(trigger, occurrence.announced().at()))
        return terms.filter().matches(occurrence) ? trigger : null;
    return null;
  }
}
