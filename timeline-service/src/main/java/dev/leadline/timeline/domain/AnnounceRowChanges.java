package dev.leadline.timeline.domain;

import dev.leadline.events.view.RowChanged;
import java.util.Collection;
import java.util.Map;

/** Tells whoever follows the rows which ones to read again; returns when they are told. */
@FunctionalInterface
public interface AnnounceRowChanges {

  void announce(Collection<RowChanged> changes);

  /**
   * Tells them as parts of traces.
   *
   * @param traceParents by the id of the lead, of those that belong to one
   */
  default void announce(Collection<RowChanged> changes, Map<String, String> traceParents) {
    announce(changes);
  }
}
