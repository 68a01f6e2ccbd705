package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.List;

/**
 * Projects into one generation of a read model. It gets whole batches, in the order of the event
 * store, some of them more than once; when it returns, everything of the batch is stored.
 */
@FunctionalInterface
public interface ProjectBatch {

  void project(List<StoredEvent> batch);

  /** Whether it makes more of the event than that something happened; for the counters. */
  default boolean understands(LeadEvent event) {
    return true;
  }
}
