package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.domain.summary.HasSpoken;
import dev.leadline.enrichment.domain.summary.KeepConversations;
import dev.leadline.enrichment.domain.summary.KeepConversations.Blocked;
import dev.leadline.enrichment.domain.summary.KeepConversations.Change;
import dev.leadline.enrichment.domain.summary.KeepConversations.Kept;
import dev.leadline.enrichment.domain.summary.KeepConversations.PartOf;
import dev.leadline.enrichment.domain.summary.KeepConversations.Said;
import dev.leadline.enrichment.domain.summary.Line;
import dev.leadline.enrichment.domain.summary.Line.Speaker;
import dev.leadline.enrichment.domain.summary.Talk;
import dev.leadline.events.Json;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps what is said, and wants a summary of each conversation once it has paused: the wish lies in
 * the ledger with the time at which it is due, and every message of the lead moves that. So does
 * what makes another conversation of it: a lead that is joined or parted.
 */
public final class FollowConversations {

  private static final String SUMMARY = "conversation_summary";
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
  private static final Json NOTHING_MORE = new Json("{}");

  /** Of a lead whose summary may have the words of somebody whom it was parted from. */
  static final Json PARTED = new Json("{\"parted\":true}");

  private final KeepConversations keep;
  private final HasSpoken spoken;
  private final List<ForgetLeads> forget;
  private final WriteWishes wishes;
  private final Fingerprint fingerprint;
  private final Clock clock;
  private final Duration pause;
  private final Duration kept;
  private Instant cleaned = Instant.EPOCH;

  /**
   * Follows them.
   *
   * @param pause after the last message of the lead
   * @param kept how long what was said is kept
   */
  public FollowConversations(
      KeepConversations keep,
      HasSpoken spoken,
      List<ForgetLeads> forget,
      WriteWishes wishes,
      Fingerprint fingerprint,
      Clock clock,
      Duration pause,
      Duration kept) {
    this.keep = keep;
    this.spoken = spoken;
    this.forget = List.copyOf(forget);
    this.wishes = wishes;
    this.fingerprint = fingerprint;
    this.clock = clock;
    this.pause = pause;
    this.kept = kept;
  }

  /**
   * Takes events in, in their order; to take them in again changes nothing.
   *
   * @return the queues into which something was written
   */
  public Set<Purpose> follow(List<LeadAnnouncement> events) {
    var lines = new ArrayList<Kept>();
    var changes = new ArrayList<Change>();
    Set<String> erased = FollowLeads.erasedIn(events);
    var others = new ArrayList<LeadAnnouncement>();
    Instant oldest = clock.instant().minus(kept);
    for (LeadAnnouncement announced : events) {
      changes.addAll(changes(announced));
      List<Line> said =
          Talk.in(announced.event(), announced.tenant(), announced.leadId(), announced.sequence());
      for (int part = 0; part < said.size(); part++)
        if (said.get(part).at().isAfter(oldest))
          lines.add(
              new Kept(
                  announced.eventId(),
                  part,
                  announced.tenant(),
                  whose(announced),
                  announced.leadId(),
                  said.get(part)));
      if (said.stream().anyMatch(line -> line.speaker() == Speaker.LEAD)
          || isAnother(announced.event())) others.add(announced);
    }
    keep.keep(
        new Said(
            lines.stream().filter(line -> !erased.contains(line.leadId())).toList(),
            changes,
            isTimeToClean() ? oldest : null));
    Map<String, Wish> wanted = new HashMap<>();
    for (LeadAnnouncement announced : others)
      if (!erased.contains(announced.leadId()) && !isPartedFromSilence(announced.event()))
        wanted.put(announced.leadId(), wish(announced));
    if (!erased.isEmpty()) forget.forEach(store -> store.forget(erased));
    wishes.write(wanted.values());
    return wanted.isEmpty() ? Set.of() : Set.of(Purpose.SUMMARY);
  }

  /** Nothing that was said with the lead goes with who said nothing. */
  private boolean isPartedFromSilence(LeadEvent event) {
    return event instanceof LeadEvent.LeadUnmerged parted
        && !spoken.hasSpoken(parted.unmergedLeadId());
  }

  private Wish wish(LeadAnnouncement announced) {
    return new Wish(
        fingerprint.of(Purpose.SUMMARY.wireName(), announced.tenant(), announced.leadId()),
        announced.tenant(),
        announced.leadId(),
        Purpose.SUMMARY,
        announced.recordedAt(),
        announced.recordedAt().plus(pause),
        announced.event() instanceof LeadEvent.LeadUnmerged ? PARTED : NOTHING_MORE,
        announced.traceParent());
  }

  private static String whose(LeadAnnouncement announced) {
    return announced.event() instanceof InteractionRecorded said && said.leadId() != null
        ? said.leadId()
        : announced.leadId();
  }

  /**
   * Whether what was said with the lead is more or less than it was, or its summary may be that of
   * a part of it. Most leads that are absorbed are visitors who said nothing.
   */
  private static boolean isAnother(LeadEvent event) {
    return event instanceof LeadEvent.LeadUnmerged
        || (event instanceof LeadEvent.OfSeveral several
            && Stream.concat(several.parts().stream(), whole(several).stream())
                .map(Absorbed::picture)
                .anyMatch(it -> it.activity().messageCount() > 0 || it.field(SUMMARY) != null));
  }

  private static List<Absorbed> whole(LeadEvent.OfSeveral several) {
    LeadEvent.Parts parts = several.personal();
    return parts == null ? List.of() : parts.whole();
  }

  private static List<Change> changes(LeadAnnouncement it) {
    return switch (it.event()) {
      case LeadEvent.LeadBlocked _ -> List.of(new Blocked(it.tenant(), it.leadId(), true));
      case LeadEvent.LeadUnblocked _ -> List.of(new Blocked(it.tenant(), it.leadId(), false));
      case LeadEvent.LeadMergedInto merged ->
          List.of(new PartOf(it.tenant(), it.leadId(), merged.survivorId()));
      case LeadEvent.LeadRestored _ -> List.of(new PartOf(it.tenant(), it.leadId(), null));
      case LeadEvent.LeadRegistered _,
          LeadEvent.InteractionRecorded _,
          LeadEvent.ControlTaken _,
          LeadEvent.ControlReturned _,
          LeadEvent.TakeoverWentStale _,
          LeadEvent.MemberMessageSent _,
          LeadEvent.StageSet _,
          LeadEvent.FieldEdited _,
          LeadEvent.MergeSuggested _,
          LeadEvent.MergeDismissed _,
          LeadEvent.IdentityConfirmed _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadErased _ ->
          List.of();
    };
  }

  private boolean isTimeToClean() {
    Instant now = clock.instant();
    if (cleaned.plus(BETWEEN_CLEANINGS).isAfter(now)) return false;
    cleaned = now;
    return true;
  }
}
