package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.Map;

/** The rows of some leads, by lead; a lead without a row is absent. */
@FunctionalInterface
public interface FindLeadRows {

  Map<String, LeadState> of(Collection<String> leadIds);
}
