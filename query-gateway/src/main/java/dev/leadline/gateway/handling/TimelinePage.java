package dev.leadline.gateway.handling;

import dev.leadline.events.view.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline (domain 4.10, 20).
 *
 * @param items oldest first, as a chat shows them
 * @param nextCursor leads to older entries; null when there are none
 * @param previousCursor leads to newer entries; null when there are none
 */
public record TimelinePage(
    List<TimelineEntry> items, @Nullable String nextCursor, @Nullable String previousCursor) {}
