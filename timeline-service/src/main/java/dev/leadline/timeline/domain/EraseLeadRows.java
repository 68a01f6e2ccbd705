package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadState;

/** Puts what an erasure leaves of a row in its place. */
@FunctionalInterface
public interface EraseLeadRows {

  /** Whether it was there at this version; at another one it is left alone. */
  boolean erase(LeadState left);
}
