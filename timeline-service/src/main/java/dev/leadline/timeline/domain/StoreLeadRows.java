package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.Set;

/** Puts rows in the place of older versions of themselves, and never of newer ones. */
@FunctionalInterface
public interface StoreLeadRows {

  /** The leads whose row was left alone, because a newer version of it, or this one, is stored. */
  Set<String> store(Collection<LeadState> rows);
}
