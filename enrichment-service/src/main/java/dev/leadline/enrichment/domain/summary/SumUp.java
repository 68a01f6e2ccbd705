package dev.leadline.enrichment.domain.summary;

import java.time.Duration;

/** Says what a conversation comes to. */
@FunctionalInterface
public interface SumUp {

  /** What came of it. Reasons are for operators and hold nothing of what was said. */
  sealed interface Outcome {}

  /** It was summed up. */
  record Written(Summary summary) implements Outcome {}

  /** It will not be summed up. */
  record Refused(String reason) implements Outcome {}

  /** Nobody answers now. */
  record NotNow(String reason, Duration pause) implements Outcome {}

  /** Sums up a conversation in which the lead has said something. */
  Outcome sumUp(Conversation conversation);
}
