package dev.leadline.events;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests look for what they await at once, soon again, and after a while ten times a second: most of
 * it comes within milliseconds, and there is much of it. It holds in every module that has this one
 * among its tests, for JUnit finds it by itself.
 */
public final class LooksSoon implements BeforeAllCallback {

  private static final int MOST_MILLIS = 100;

  @Override
  public void beforeAll(ExtensionContext tests) {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval((looks, last) -> untilNext(looks));
  }

  /** How long after so many looks the next one is. */
  static Duration untilNext(int looks) {
    return Duration.ofMillis(Math.min(MOST_MILLIS, 5L << Math.min(looks, 10)));
  }
}
