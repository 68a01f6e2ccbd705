package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.Collection;
import java.util.List;

/**
 * Projects into one generation of a read model. It gets whole batches, in the order of the event
 * store, some of them more than once; when it returns, everything of the batch is stored.
 */
@FunctionalInterface
public interface ProjectBatch {

  void project(List<StoredEvent> batch);

  /**
   * Takes what is personal out of what is stored of some leads, whether or not their events can be
   * projected. It does nothing where nothing is personal, or where only all events of a lead
   * together say what is left.
   */
  default void erase(Collection<String> leadIds) {}

  /** Whether it makes more of the event than that something happened; for the counters. */
  default boolean understands(LeadEvent event) {
    return true;
  }
}
