package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What numbers are asked for.
 *
 * @param bounds when things happened; within a quarter of an hour they begin with it
 * @param agent null for all
 * @param channel null for all
 */
public record AnalyticsQuery(
    String tenant, Timeframe.Bounds bounds, @Nullable String agent, @Nullable Channel channel) {}
