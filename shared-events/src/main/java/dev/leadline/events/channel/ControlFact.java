package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import org.jspecify.annotations.Nullable;

/** What team members do to a conversation outside the dashboard. */
public sealed interface ControlFact extends ChannelFact {

  /**
   * A member speaks to the lead now.
   *
   * @param expectedControlVersion what the member had seen
   */
  @Wire(name = "control.taken-over")
  record TakenOver(
      String memberId, @Nullable String memberName, @Nullable Long expectedControlVersion)
      implements ControlFact {}

  /** The agents speak to the lead again; without a member, time did it. */
  @Wire(name = "control.returned")
  record Returned(@Nullable String memberId, @Nullable String memberName) implements ControlFact {}

  /** Another member speaks to the lead now. */
  @Wire(name = "control.reassigned")
  record Reassigned(@Nullable Member from, Member to) implements ControlFact {}

  /** A team member. */
  record Member(String memberId, @Nullable String memberName) {}
}
