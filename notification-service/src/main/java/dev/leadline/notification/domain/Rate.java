package dev.leadline.notification.domain;

import java.time.Duration;

/**
 * How much of one rule a destination bears: what is more waits, for as long as anything may wait.
 *
 * @param most messages in any stretch of time of the length {@code within}
 */
public record Rate(int most, Duration within) {}
