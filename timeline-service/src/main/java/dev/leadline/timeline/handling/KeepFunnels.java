package dev.leadline.timeline.handling;

import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadState;
import dev.leadline.timeline.domain.Generation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One document for each lead: how far down the funnel it came, and whether it counts. */
public interface KeepFunnels {

  /** The earliest time of each stage is kept, in whatever order they are told. */
  void reached(Collection<Reached> reached);

  /** The standing of some leads; one that none was stored of is absent. */
  Map<String, Standing> standings(Collection<String> leadIds);

  /** Stores standings in the place of older ones. */
  void keep(List<Standing> standings);

  /** Opens the funnels of a generation. */
  @FunctionalInterface
  interface Open {
    KeepFunnels of(Generation generation);
  }

  /** When a lead first qualified for stages. */
  record Reached(String leadId, String tenant, Map<Stage, Instant> at) {}

  /**
   * A lead's block and merges.
   *
   * @param next the sequence of the first event of its stream that has not been looked at
   */
  record Standing(String leadId, String tenant, LeadState state, long next) {}
}
