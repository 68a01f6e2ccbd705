package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.EraseTimelines;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.StoreTimelineEntries;

/** Where the timeline entries of one generation lie. */
public interface TimelineStore extends EraseTimelines, StoreTimelineEntries {

  /** Opens the store of a generation. */
  @FunctionalInterface
  interface Open {
    TimelineStore of(Generation generation);
  }
}
