package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.LeadEvent.Member;
import org.jspecify.annotations.Nullable;

/** The facts that prevent something. */
public sealed interface Refusal {

  /** The person behind the lead was erased; the lead takes nothing more. */
  record Erased() implements Refusal {}

  /** The lead is part of another one; what is asked is asked of that one. */
  record Merged(String survivorId) implements Refusal {}

  /** Somebody else speaks to the lead. */
  record AlreadyTakenOver(Member owner, long controlVersion) implements Refusal {}

  /** The control changed since the caller looked. */
  record ControlChanged(@Nullable Member owner, long controlVersion) implements Refusal {}

  /** Who wants to write to a lead has to take over first. */
  record TakeOverFirst(long controlVersion) implements Refusal {}

  /** The lead is blocked already. */
  record AlreadyBlocked() implements Refusal {}

  /** The lead is not blocked. */
  record NotBlocked() implements Refusal {}
}
