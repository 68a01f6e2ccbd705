package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;

/**
 * Puts rows in the place of older versions of themselves. When another writer stored a newer
 * version in the meantime, it throws and leaves that one; the batch is then done again.
 */
@FunctionalInterface
public interface StoreLeadRows {

  void store(Collection<LeadState> rows);
}
