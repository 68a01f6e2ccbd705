package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a blocked lead came from (domain 5.7).
 *
 * @param network the name of it, from which no address can be read
 * @param seenAt when the lead came from there last; of the last network before the block, the block
 */
public record BlockedNetwork(String network, Instant seenAt) {

  /** Whether an event may change whether its lead is blocked for what it did, or as which lead. */
  public static boolean isAboutStanding(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadBlocked _,
          LeadEvent.LeadUnblocked _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadMergedInto _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadRestored _,
          LeadEvent.LeadErased _ ->
          true;
      case InteractionRecorded _,
          LeadEvent.LeadRegistered _,
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

  /** From where the lead of an event came when it happened, if the event tells it. */
  public static @Nullable BlockedNetwork visit(LeadEvent event) {
    if (!(event instanceof InteractionRecorded interaction)) return null;
    if (interaction.personal() == null || interaction.personal().network() == null) return null;
    return new BlockedNetwork(interaction.personal().network(), interaction.origin().receivedAt());
  }

  /**
   * Whether it is known where this lead came from: not unless it is blocked for what it did itself,
   * so that a block never spreads from network to network.
   */
  public static boolean isKeptOf(LeadState lead) {
    return lead.isListed() && lead.block().isForItself();
  }

  /**
   * The networks that a lead came from, with its parts.
   *
   * @param visits all that are stored of it
   */
  public static List<BlockedNetwork> of(LeadState lead, List<BlockedNetwork> visits) {
    Block.Cause cause = lead.block().cause();
    if (cause == null || !isKeptOf(lead)) return List.of();
    Map<String, Instant> seen = new HashMap<>();
    for (BlockedNetwork visit : visits)
      seen.merge(visit.network, visit.seenAt, BlockedNetwork::later);
    visits.stream()
        .filter(visit -> !visit.seenAt.isAfter(cause.at()))
        .max(Comparator.comparing(BlockedNetwork::seenAt))
        .ifPresent(last -> seen.merge(last.network, cause.at(), BlockedNetwork::later));
    return seen.entrySet().stream()
        .map(network -> new BlockedNetwork(network.getKey(), network.getValue()))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
