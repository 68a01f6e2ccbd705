package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.LeadEvent.Member;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The facts that prevent something. */
public sealed interface Refusal {

  /** The person behind the lead was erased; the lead takes nothing more. */
  record Erased() implements Refusal {}

  /** The person behind the lead was erased before. */
  record AlreadyErased(Instant at) implements Refusal {}

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

  /** Another lead has this email or phone; whether they are one person, somebody has to judge. */
  record IdentityTaken(String field, String leadId) implements Refusal {}

  /** Whoever had this email or phone was erased; only they themselves bring it back. */
  record IdentityErased(String field) implements Refusal {}

  /** There is no lead of the other id. */
  record UnknownOther() implements Refusal {}

  /** A lead and itself are one already. */
  record SameLead() implements Refusal {}

  /** The person behind the other lead was erased. */
  record OtherErased() implements Refusal {}

  /** The other lead is part of this one, or of a third. */
  record AlreadyMerged(String survivorId) implements Refusal {}

  /** Together they would have more keys than a person has. */
  record TooManyKeys(int mostEmails, int mostAnonymousIds) implements Refusal {}

  /** The other lead is no part of this one. */
  record NotAbsorbed() implements Refusal {}

  /** They have been one for too long. */
  record UnmergeTooLate(Instant mergedAt, Duration within) implements Refusal {}

  /** Nobody suggested that the two are one. */
  record NotSuggested() implements Refusal {}
}
