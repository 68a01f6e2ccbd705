package dev.leadline.notification.domain;

import java.time.Duration;

/** What became of one try to send. Each says why in a line for a person. */
public sealed interface Outcome {

  /** It arrived. */
  record Delivered() implements Outcome {}

  /**
   * It did not arrive, and may arrive later: too many, busy, out of reach.
   *
   * @param after how long to wait
   * @param all whether nothing else is to be sent there before, either
   */
  record Later(String why, Duration after, boolean all) implements Outcome {}

  /** It did not arrive and never will, because of what is in it; others may. */
  record Refused(String why) implements Outcome {}

  /** Nothing arrives there any more: no such channel, a token that was revoked. */
  record Gone(String why) implements Outcome {}

  /** It was handed over and no answer came: sent again, it might arrive twice. */
  record Uncertain(String why) implements Outcome {}
}
