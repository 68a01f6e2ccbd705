package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.List;

/**
 * A projection. It gets whole batches, in the order of the event store, some of them more than
 * once; when it returns, everything of the batch is stored.
 */
public interface ProjectBatch {

  /** Names its position and its meters, for ever. */
  String name();

  void project(List<StoredEvent> batch);

  /** Whether it makes more of the event than that something happened; for the counters. */
  default boolean understands(LeadEvent event) {
    return true;
  }
}
