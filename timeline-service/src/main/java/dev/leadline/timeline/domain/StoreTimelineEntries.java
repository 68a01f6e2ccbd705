package dev.leadline.timeline.domain;

import dev.leadline.events.view.TimelineEntry;
import java.util.Collection;

/** Stores entries; one that is there already is replaced by itself. */
@FunctionalInterface
public interface StoreTimelineEntries {

  void store(Collection<Owned> entries);

  /** An entry and whose it is. */
  record Owned(String tenant, TimelineEntry entry) {

    /** The same after the erasure of the person. */
    public Owned withoutPersonal() {
      return new Owned(tenant, TimelineEntries.withoutPersonal(entry));
    }
  }
}
