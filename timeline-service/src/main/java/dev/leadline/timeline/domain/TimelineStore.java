package dev.leadline.timeline.domain;

/** Where the timeline entries of one generation lie. */
public interface TimelineStore extends EraseTimelines, StoreTimelineEntries {

  /** Opens the store of a generation. */
  @FunctionalInterface
  interface Open {
    TimelineStore of(Generation generation);
  }
}
