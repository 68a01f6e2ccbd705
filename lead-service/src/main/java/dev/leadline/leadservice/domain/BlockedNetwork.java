package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a blocked lead came from (domain 5.7).
 *
 * @param network the name of it, from which no address can be read
 * @param seenAt when the lead came from there last; of its newest network not before the block
 */
public record BlockedNetwork(String network, Instant seenAt) {

  /** Nobody may decide that a network stays blocked for longer: addresses change hands. */
  public static final int LONGEST_HOURS = 720;

  /** Whether an event may change where a blocked lead is known to come from. */
  public static boolean mayChange(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadBlocked _,
          LeadEvent.LeadUnblocked _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadMergedInto _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadRestored _,
          LeadEvent.LeadErased _ ->
          true;
      case InteractionRecorded interaction ->
          interaction.decision().hidden()
              && interaction.personal() != null
              && interaction.personal().network() != null;
      case LeadEvent.LeadRegistered _,
          LeadEvent.ControlTaken _,
          LeadEvent.ControlReturned _,
          LeadEvent.MemberMessageSent _,
          LeadEvent.TakeoverWentStale _,
          LeadEvent.StageSet _,
          LeadEvent.FieldEdited _,
          LeadEvent.MergeSuggested _,
          LeadEvent.MergeDismissed _,
          LeadEvent.IdentityConfirmed _ ->
          false;
    };
  }

  /**
   * The networks that a lead came from, with its parts; none unless it is blocked for what it did
   * itself, so that a block never spreads from network to network.
   *
   * @param events everything that is stored of it
   */
  public static List<BlockedNetwork> of(LeadState lead, List<LeadEvent> events) {
    Block.Cause cause = lead.block().cause();
    if (cause == null || !lead.isListed() || !lead.block().isForItself()) return List.of();
    Map<String, Instant> seen = new HashMap<>();
    for (LeadEvent event : events)
      if (event instanceof InteractionRecorded interaction
          && interaction.personal() != null
          && interaction.personal().network() != null)
        seen.merge(
            interaction.personal().network(),
            interaction.origin().receivedAt(),
            BlockedNetwork::later);
    seen.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(newest -> seen.merge(newest.getKey(), cause.at(), BlockedNetwork::later));
    return seen.entrySet().stream()
        .map(network -> new BlockedNetwork(network.getKey(), network.getValue()))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
