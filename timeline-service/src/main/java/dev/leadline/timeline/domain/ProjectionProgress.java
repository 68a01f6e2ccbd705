package dev.leadline.timeline.domain;

/**
 * How far a projection has come. Positions are those of the event store; they rise with every event
 * and may leave some out, so that the lag in events is an upper bound.
 *
 * @param position up to which everything is projected
 * @param head the newest event there is
 * @param lagSeconds for how long the projection has been behind; 0 when it is not
 * @param ratePerSecond events projected per second, over the last seconds
 */
public record ProjectionProgress(
    String name,
    long position,
    long head,
    long lagEvents,
    double lagSeconds,
    double ratePerSecond) {}
