package dev.leadline.gateway.domain;

import dev.leadline.events.view.TimelineEntry;
import java.util.List;

/** Entries of a timeline. */
@FunctionalInterface
public interface ReadEntries {

  /**
   * At most {@link TimelineQuery#limit()} entries next to where the query starts: oldest first for
   * {@link Cursor.NewerThan}, else newest first.
   *
   * @throws Unavailable when they cannot be read now
   */
  List<TimelineEntry> read(TimelineQuery query);
}
