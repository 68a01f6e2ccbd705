package dev.leadline.timeline.domain;

import dev.leadline.events.view.RowChanged;
import java.util.Collection;

/** Tells whoever follows the rows which ones to read again; returns when they are told. */
@FunctionalInterface
public interface AnnounceRowChanges {

  void announce(Collection<RowChanged> changes);
}
