package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.List;

/**
 * Projects into one generation of a read model. It gets whole batches, in the order of the event
 * store, some of them more than once; when it returns, everything of the batch is stored.
 */
@FunctionalInterface
public interface ProjectBatch {

  void project(List<StoredEvent> batch);

  /**
   * Takes what is personal out of what is stored of an erased lead and its parts, whether or not
   * their events can be projected. It does nothing where nothing is personal.
   *
   * @param leadId the lead on whose stream the erasure is
   */
  default void erase(String leadId, LeadErased erasure) {}

  /** Whether it makes more of the event than that something happened; for the counters. */
  default boolean understands(LeadEvent event) {
    return true;
  }
}
