package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * The lead that the personal part is about, where it is not the lead whose event this is: an
   * absorbed one, under whose own key it is sealed, so that it goes with that one's erasure.
   */
  default @Nullable String about() {
    return null;
  }

  /**
   * An event about several leads: what is personal of each lies under that one's own key. Once one
   * of them is erased, the others are still whole.
   */
  sealed interface OfSeveral extends LeadEvent permits LeadAbsorbed, LeadRestored {

    /** All of them, without what is personal. */
    List<Absorbed> parts();

    @Override
    @Nullable Parts personal();
  }

  /** A team member, as shown to others. */
  record Member(String memberId, @Nullable String name) {}

  /** A lead was met for the first time. */
  @Wire(name = "lead.registered")
  record LeadRegistered(String tenant, LeadSource source, Instant at) implements LeadEvent {}

  /**
   * A channel event was accepted: what came in, what it led to, what it said. Projections read the
   * decision and never decide again, so that a changed rule cannot rewrite history.
   *
   * @param leadId the absorbed lead whose keys brought it; absent if they are the lead's own
   */
  @Wire(name = "lead.interaction-recorded")
  record InteractionRecorded(
      Origin origin, Decision decision, @Nullable String leadId, @Nullable Content personal)
      implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new InteractionRecorded(origin, decision, leadId, null);
    }

    @Override
    public @Nullable String about() {
      return leadId;
    }
  }

  /**
   * A member speaks to the lead now.
   *
   * @param from who did before, if somebody did
   * @param version of the control from now on
   * @param external taken outside the dashboard, by answering from a mailbox or a phone
   */
  @Wire(name = "lead.control-taken")
  record ControlTaken(
      Member by, @Nullable Member from, long version, boolean external, Moment moment)
      implements LeadEvent {}

  /**
   * The agents speak to the lead again.
   *
   * @param by who gave it back; absent if time did
   */
  @Wire(name = "lead.control-returned")
  record ControlReturned(@Nullable Member by, long version, Moment moment) implements LeadEvent {}

  /**
   * The member who speaks to the lead has not written for a while.
   *
   * @param version of the control that is meant
   */
  @Wire(name = "lead.takeover-went-stale")
  record TakeoverWentStale(Member by, long version, Instant at) implements LeadEvent {}

  /** A member wrote to the lead: the channel is to deliver it. */
  @Wire(name = "lead.member-message-sent")
  record MemberMessageSent(
      String messageId,
      Channel channel,
      Member by,
      long controlVersion,
      Instant at,
      @Nullable Text personal)
      implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new MemberMessageSent(messageId, channel, by, controlVersion, at, null);
    }
  }

  /** Free words. */
  record Text(String text) {}

  /**
   * The lead gets no more answers.
   *
   * @param by the member; absent if it was automatic
   * @param category of moderation that weighed most; absent if a member did it
   * @param until when it ends by itself; absent if somebody has to end it
   * @param personal the member's reason and note
   */
  @Wire(name = "lead.blocked")
  record LeadBlocked(
      Block.Origin origin,
      @Nullable Member by,
      @Nullable String category,
      @Nullable String messageId,
      Instant at,
      @Nullable Instant until,
      @Nullable Reason personal)
      implements LeadEvent {

    /** A block that somebody has to end. */
    public LeadBlocked(
        Block.Origin origin,
        @Nullable Member by,
        @Nullable String category,
        @Nullable String messageId,
        Instant at,
        @Nullable Reason personal) {
      this(origin, by, category, messageId, at, null, personal);
    }

    @Override
    public LeadEvent withoutPersonal() {
      return new LeadBlocked(origin, by, category, messageId, at, until, null);
    }
  }

  /** Why, in a member's words. */
  record Reason(@Nullable String reason, @Nullable String note) {}

  /**
   * The lead gets answers again.
   *
   * @param by who let it in, so that it is never blocked automatically any more; absent if the time
   *     of the block was over
   */
  @Wire(name = "lead.unblocked")
  record LeadUnblocked(@Nullable Member by, Instant at, @Nullable Reason personal)
      implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new LeadUnblocked(by, at, null);
    }
  }

  /** A member set the stage by hand, perhaps to a lower one. */
  @Wire(name = "lead.stage-set")
  record StageSet(Stage stage, Stage before, Member by, Instant at, @Nullable Reason personal)
      implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new StageSet(stage, before, by, at, null);
    }
  }

  /** A member typed in the value of a field. */
  @Wire(name = "lead.field-edited")
  record FieldEdited(Member by, Moment moment, @Nullable Edit personal) implements LeadEvent {

    @Override
    public LeadEvent withoutPersonal() {
      return new FieldEdited(by, moment, null);
    }
  }

  /**
   * A field and its new value.
   *
   * @param identity the key that the value is, which is the lead's from now on
   */
  record Edit(String field, Value value, @Nullable IdentityKey identity) {}

  /**
   * Another lead may be the same person; somebody has to judge (domain 5.5).
   *
   * @param why they were not joined at once
   * @param key the kind of key by which one event named both
   */
  @Wire(name = "lead.merge-suggested")
  record MergeSuggested(
      String otherLeadId, Suggestion.@Nullable Why why, IdentityKey.@Nullable Kind key, Instant at)
      implements LeadEvent {}

  /** A member judged that the other lead is somebody else: keys never join the two any more. */
  @Wire(name = "lead.merge-dismissed")
  record MergeDismissed(String otherLeadId, Member by, Instant at) implements LeadEvent {}

  /**
   * The person has shown that all parts of the lead are theirs: by an answer from the mailbox, a
   * booking, or a record of the CRM (domain 5.5).
   */
  @Wire(name = "lead.identity-confirmed")
  record IdentityConfirmed(Instant at) implements LeadEvent {}

  /**
   * Another lead turned out to be the same person.
   *
   * @param parts the other lead and all that it had absorbed, without what is personal
   * @param by the member who joined them; absent if a shared key did
   * @param personal the same parts whole
   */
  @Wire(name = "lead.absorbed")
  record LeadAbsorbed(
      String absorbedLeadId,
      List<Absorbed> parts,
      @Nullable Member by,
      Instant at,
      @Nullable Parts personal)
      implements OfSeveral {

    public LeadAbsorbed {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }

    @Override
    public LeadEvent withoutPersonal() {
      return new LeadAbsorbed(absorbedLeadId, parts, by, at, null);
    }
  }

  /** Absorbed leads with all that is known of them; one that was erased is missing. */
  record Parts(List<Absorbed> whole) {

    public Parts {
      whole = whole == null ? List.of() : List.copyOf(whole);
    }

    /** These parts, each whole if it is here. */
    List<Absorbed> over(List<Absorbed> bare) {
      return bare.stream()
          .map(
              part ->
                  whole.stream()
                      .filter(known -> known.leadId().equals(part.leadId()))
                      .findFirst()
                      .orElse(part))
          .toList();
    }
  }

  /** The lead is part of another one from now on; its id leads there for ever. */
  @Wire(name = "lead.merged-into")
  record LeadMergedInto(String survivorId, @Nullable Member by, Instant at) implements LeadEvent {}

  /** An absorbed lead is a lead of its own again. */
  @Wire(name = "lead.unmerged")
  record LeadUnmerged(String unmergedLeadId, @Nullable Member by, Instant at)
      implements LeadEvent {}

  /**
   * The lead was part of another one and is itself again, with what came for it meanwhile.
   *
   * @param parts itself, and what it had absorbed, without what is personal
   */
  @Wire(name = "lead.restored")
  record LeadRestored(
      String survivorId,
      List<Absorbed> parts,
      @Nullable Member by,
      Instant at,
      @Nullable Parts personal)
      implements OfSeveral {

    public LeadRestored {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }

    @Override
    public LeadEvent withoutPersonal() {
      return new LeadRestored(survivorId, parts, by, at, null);
    }
  }

  /**
   * The person was erased; their key is gone, and an anonymous shell remains.
   *
   * @param absorbedLeadIds the leads that were part of it, and are erased with it
   */
  @Wire(name = "lead.erased")
  record LeadErased(Instant at, @Nullable String legalBasis, List<String> absorbedLeadIds)
      implements LeadEvent {

    public LeadErased {
      absorbedLeadIds = absorbedLeadIds == null ? List.of() : List.copyOf(absorbedLeadIds);
    }

    /**
     * All leads of which nothing personal may be kept any more.
     *
     * @param leadId the lead that it happened to
     */
    public List<String> leadIds(String leadId) {
      return Stream.concat(Stream.of(leadId), absorbedLeadIds.stream()).toList();
    }
  }
}
