package dev.leadline.timeline.domain;

import dev.leadline.events.view.LeadChange;
import java.util.Collection;
import java.util.Map;

/**
 * Tells whoever follows a read model what of it to read again: changes of one kind. Returns when
 * they are told.
 */
@FunctionalInterface
public interface AnnounceChanges {

  void announce(Collection<? extends LeadChange> changes);

  /**
   * Tells them as parts of traces.
   *
   * @param traceParents by the id of the lead, of those that belong to one
   */
  default void announce(
      Collection<? extends LeadChange> changes, Map<String, String> traceParents) {
    announce(changes);
  }
}
