package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.view.TimelineEntry;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a lead's timeline are asked for.
 *
 * @param leadIds the lead and those that it has absorbed: its timeline is theirs together
 * @param from {@link Cursor.OlderThan} or {@link Cursor.NewerThan}; null for the newest entries
 * @param channels any of these; empty for all
 * @param kinds any of these; empty for all
 */
public record TimelineQuery(
    String tenant,
    List<String> leadIds,
    @Nullable Cursor from,
    int limit,
    Set<Channel> channels,
    Set<TimelineEntry.Kind> kinds) {

  public TimelineQuery {
    leadIds = List.copyOf(leadIds);
    channels = Set.copyOf(channels);
    kinds = Set.copyOf(kinds);
  }
}
