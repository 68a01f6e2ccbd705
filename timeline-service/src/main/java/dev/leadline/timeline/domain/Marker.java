package dev.leadline.timeline.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Value;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a fact that is no channel event. Its text holds all that is personal in it, and its
 * label nothing, but for the reason of a block.
 */
record Marker(
    Kind kind,
    Channel channel,
    Instant at,
    LeadEvent.@Nullable Member by,
    @Nullable String text,
    @Nullable String label) {

  private static final String BLOCKED = "Blocked";
  private static final String BLOCKED_TYPE = WireName.of(LeadBlocked.class).cloudEventType();

  /** Null: the event has no entry, or its channel event has it. */
  static @Nullable Marker of(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadRegistered _ -> null;
      case InteractionRecorded _ -> null;
      // Who takes over what is theirs already changes nothing.
      case LeadEvent.ControlTaken taken when isAgain(taken) -> null;
      case LeadEvent.ControlTaken taken ->
          of(
              taken.moment().at(),
              taken.by(),
              Words.with(
                  name(taken.by()) + " has taken over the chat",
                  " from ",
                  taken.from() == null ? null : name(taken.from())));
      case LeadEvent.ControlReturned returned ->
          of(returned.moment().at(), returned.by(), "Returned to automated");
      case MemberMessageSent sent ->
          new Marker(
              Kind.MESSAGE,
              sent.channel(),
              sent.at(),
              sent.by(),
              sent.personal() == null ? Rendering.ERASED : sent.personal().text(),
              null);
      case LeadBlocked blocked -> of(blocked);
      case LeadEvent.LeadUnblocked unblocked when unblocked.by() == null ->
          of(unblocked.at(), null, "The block has ended");
      case LeadEvent.LeadUnblocked unblocked ->
          of(unblocked.at(), unblocked.by(), "Unblocked").saying(words(unblocked.personal()));
      case LeadEvent.TakeoverWentStale stale ->
          of(stale.at(), null, name(stale.by()) + " has not written for a while");
      case LeadEvent.StageSet set ->
          of(
                  set.at(),
                  set.by(),
                  "Stage set to %s by %s".formatted(set.stage().label(), name(set.by())))
              .saying(words(set.personal()));
      case LeadEvent.FieldEdited edited ->
          of(edited.moment().at(), edited.by(), "Details edited by " + name(edited.by()))
              .saying(words(edited.personal()));
      case LeadEvent.MergeSuggested suggested ->
          of(suggested.at(), null, "Another lead may be the same person");
      case LeadEvent.MergeDismissed dismissed ->
          of(
              dismissed.at(),
              dismissed.by(),
              "Another lead is somebody else, said by " + name(dismissed.by()));
      // Who may be told what concerns agents; the answer or the booking has its own entry.
      case LeadEvent.IdentityConfirmed _ -> null;
      case LeadEvent.LeadAbsorbed joined ->
          of(joined.at(), joined.by(), "Merged with another lead");
      // The survivor's marker stands in the timeline of both.
      case LeadEvent.LeadMergedInto _ -> null;
      case LeadEvent.LeadUnmerged unmerged -> of(unmerged.at(), unmerged.by(), "Unmerged");
      case LeadEvent.LeadRestored restored -> of(restored.at(), restored.by(), "Unmerged");
      case LeadEvent.LeadErased erased -> of(erased.at(), null, "Personal data erased");
    };
  }

  private static boolean isAgain(LeadEvent.ControlTaken taken) {
    return taken.from() != null && taken.from().memberId().equals(taken.by().memberId());
  }

  private static Marker of(Instant at, LeadEvent.@Nullable Member by, String label) {
    return new Marker(Kind.MARKER, Channel.SYSTEM, at, by, null, label);
  }

  private static Marker of(LeadBlocked blocked) {
    Reason given = blocked.personal();
    String reason =
        blocked.origin() == Block.Origin.AUTOMATIC
            ? Words.plain(blocked.category())
            : given == null ? null : given.reason();
    return of(blocked.at(), blocked.by(), Words.with(BLOCKED, ": ", reason))
        .saying(given == null ? null : given.note());
  }

  private Marker saying(@Nullable String words) {
    return new Marker(kind, channel, at, by, words, label);
  }

  /** The text and the label of such an entry after the erasure of the person. */
  static Rendering erased(TimelineEntry entry) {
    boolean byMember = entry.actor().kind() == Actor.Kind.MEMBER;
    return new Rendering(
        entry.kind(),
        entry.kind() == Kind.MESSAGE ? Rendering.ERASED : null,
        entry.type().equals(BLOCKED_TYPE) && byMember ? BLOCKED : entry.label());
  }

  private static @Nullable String words(@Nullable Reason reason) {
    if (reason == null) return null;
    if (reason.reason() == null) return reason.note();
    return Words.remarked(reason.reason(), reason.note());
  }

  private static @Nullable String words(LeadEvent.@Nullable Edit edit) {
    if (edit == null) return null;
    Value value = edit.value();
    return Words.capital(Words.first("field", Words.plain(edit.field()))) + ": " + value.shown();
  }

  private static String name(LeadEvent.Member member) {
    return Words.first("A team member", member.name());
  }
}
