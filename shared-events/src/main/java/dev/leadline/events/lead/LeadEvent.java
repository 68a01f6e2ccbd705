package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that the lead aggregate decided to store (domain 4.3). A component called {@code personal}
 * holds all that is personal in an event; the event store keeps it encrypted under the lead's own
 * key, and it is absent for ever once that key is destroyed. Everything else is readable by anybody
 * who reads the store.
 */
public sealed interface LeadEvent {

  /** What must become unreadable when the person is erased; null if nothing is, or erased. */
  default @Nullable Record personal() {
    return null;
  }

  /** The same event as it reads after an erasure. */
  default LeadEvent withoutPersonal() {
    return this;
  }

  /** A lead was met for the first time. */
  @Wire(name = "lead.registered")
  record LeadRegistered(String tenant, LeadSource source, Instant at) implements LeadEvent {}

  /**
   * A channel event was accepted: what came in, what it led to, what it said. Projections read the
   * decision and never decide again, so that a changed rule cannot rewrite history.
   */
  @Wire(name = "lead.interaction-recorded")
  record InteractionRecorded(Origin origin, Decision decision, @Nullable Content personal)
      implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new InteractionRecorded(origin, decision, null);
    }
  }

  /** The person was erased; their key is gone, and an anonymous shell remains. */
  @Wire(name = "lead.erased")
  record LeadErased(Instant at, @Nullable String legalBasis) implements LeadEvent {}
}
