package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.view.TimelineEntry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a lead's timeline are asked for.
 *
 * @param from {@link Cursor.OlderThan} or {@link Cursor.NewerThan}; null for the newest entries
 * @param channels any of these; empty for all
 * @param kinds any of these; empty for all
 */
public record TimelineQuery(
    String tenant,
    String leadId,
    @Nullable Cursor from,
    int limit,
    Set<Channel> channels,
    Set<TimelineEntry.Kind> kinds) {

  public TimelineQuery {
    channels = Set.copyOf(channels);
    kinds = Set.copyOf(kinds);
  }
}
