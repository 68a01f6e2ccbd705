package dev.leadline.gateway.domain;

import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leads that a query asks for, in its order. */
@FunctionalInterface
public interface FindLeads {

  /**
   * At most {@link LeadQuery#limit()} leads.
   *
   * @throws Unavailable when they cannot be read now
   */
  List<Found> find(LeadQuery query);

  /**
   * A lead and the date that it is sorted by.
   *
   * @param lastActivityAt as the store sorts it, to the millisecond
   */
  record Found(LeadState state, @Nullable Instant lastActivityAt) {}
}
