package dev.leadline.gateway.handling;

import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.ReadEntries;
import dev.leadline.gateway.domain.TimelineQuery;
import java.util.List;

/** Reads a timeline page by page, the newest page first, in either direction. */
public final class ReadTimeline {

  private final ReadEntries entries;

  public ReadTimeline(ReadEntries entries) {
    this.entries = entries;
  }

  /** One page. */
  public TimelinePage read(TimelineQuery query) {
    // One more than asked for tells whether there is another page in that direction.
    List<TimelineEntry> read =
        entries.read(
            new TimelineQuery(
                query.tenant(),
                query.leadIds(),
                query.from(),
                query.limit() + 1,
                query.channels(),
                query.kinds()));
    boolean more = read.size() > query.limit();
    List<TimelineEntry> page = read.subList(0, Math.min(read.size(), query.limit()));
    boolean upwards = query.from() instanceof Cursor.NewerThan;
    List<TimelineEntry> items = List.copyOf(upwards ? page : page.reversed());
    if (items.isEmpty()) return new TimelinePage(items, null, null);
    boolean older = upwards || more;
    boolean newer = upwards ? more : query.from() != null;
    return new TimelinePage(
        items,
        older ? new Cursor.OlderThan(items.getFirst().entryId()).text() : null,
        newer ? new Cursor.NewerThan(items.getLast().entryId()).text() : null);
  }
}
