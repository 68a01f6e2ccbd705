package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.IdentityConfirmed;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import java.time.Instant;
import java.util.List;

/** The facts of their own that follow from what a channel reported. */
final class Following {

  private Following() {}

  static List<LeadEvent> of(
      LeadState lead, ChannelEvent event, InteractionRecorded interaction, Policy policy) {
    if (lead.isUnconfirmed() && Proofs.isOne(event.fact()))
      return List.of(new IdentityConfirmed(event.receivedAt()));
    Instant at = interaction.origin().at();
    return switch (event.fact()) {
      case ControlFact control -> ControlRules.told(lead, control, moment(event, interaction));
      case ModerationFact.MessageScored scored ->
          Moderation.judge(
              lead.evolve(interaction), policy.blockingThreshold(), event.receivedAt());
      case ModerationFact.BlockRequested block
          when block.until() != null && !block.until().isAfter(event.receivedAt()) ->
          List.of();
      case ModerationFact.BlockRequested block when !lead.block().isBlocked() ->
          List.of(
              new LeadBlocked(
                  Block.Origin.MANUAL,
                  new Member(block.memberId(), block.memberName()),
                  null,
                  null,
                  at,
                  block.until(),
                  new Reason(block.reason(), block.note())));
      case ModerationFact.UnblockRequested unblock when lead.block().isBlocked() ->
          List.of(
              new LeadUnblocked(
                  new Member(unblock.memberId(), unblock.memberName()),
                  at,
                  new Reason(unblock.reason(), unblock.note())));
      case ChannelFact nothingElse -> List.of();
    };
  }

  /** Not after it was received: what a member does in the dashboard afterwards is newer. */
  private static Moment moment(ChannelEvent event, InteractionRecorded interaction) {
    Moment told = interaction.origin().moment();
    return told.at().isAfter(event.receivedAt())
        ? new Moment(event.receivedAt(), told.source(), told.id())
        : told;
  }
}
