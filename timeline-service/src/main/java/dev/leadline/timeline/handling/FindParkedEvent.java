package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.Parked;
import org.jspecify.annotations.Nullable;

/** Looks up what a projection could not project. */
@FunctionalInterface
public interface FindParkedEvent {

  /** The event that a lead was parked at; null where it cannot be read, or is not known. */
  @Nullable LeadEvent find(Parked parked);
}
