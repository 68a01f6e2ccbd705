package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MergeDismissed;
import dev.leadline.events.lead.LeadEvent.MergeSuggested;
import dev.leadline.events.lead.LeadEvent.Parts;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.leadservice.domain.Moderation;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.Refusal;
import dev.leadline.leadservice.domain.merging.PairAction.DismissMerge;
import dev.leadline.leadservice.domain.merging.PairAction.MergeLeads;
import dev.leadline.leadservice.domain.merging.PairAction.UnmergeLeads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What two leads store when they become one, two again, or stay two (domain 5.4, 5.5). */
public final class Merging {

  /** So long a merge can be undone (domain 6, row 28). */
  static final Duration UNDONE_WITHIN = Duration.ofDays(90);

  private static final String MERGES = "/leadline/merges";

  private Merging() {}

  /** What is asked, or why not. */
  public sealed interface PairRuling {}

  /** What each of the two stores; nothing, if it had happened before. */
  public record Decided(List<LeadEvent> ofLead, List<LeadEvent> ofOther) implements PairRuling {}

  /** Which fact prevents it. */
  public record Refused(Refusal refusal) implements PairRuling {}

  /**
   * What a member asks for.
   *
   * @param other null if there is no such lead
   */
  public static PairRuling decide(
      LeadState lead, @Nullable LeadState other, PairAction action, Policy policy) {
    if (lead.erasedAt() != null) return new Refused(new Refusal.Erased());
    String survivor = lead.mergedInto();
    if (survivor != null) return new Refused(new Refusal.Merged(survivor));
    if (other == null) return new Refused(new Refusal.UnknownOther());
    if (other.leadId().equals(lead.leadId())) return new Refused(new Refusal.SameLead());
    return switch (action) {
      case MergeLeads merge -> merge(lead, other, merge, policy);
      case UnmergeLeads unmerge -> unmerge(lead, other, unmerge, policy);
      case DismissMerge dismiss -> dismiss(lead, other, dismiss);
    };
  }

  private static PairRuling merge(
      LeadState lead, LeadState other, MergeLeads command, Policy policy) {
    if (other.erasedAt() != null) return new Refused(new Refusal.OtherErased());
    String survivor = other.mergedInto();
    if (survivor != null) return new Refused(new Refusal.AlreadyMerged(survivor));
    if (Verdict.isTooLarge(List.of(lead, other)))
      return new Refused(new Refusal.TooManyKeys(Verdict.MOST_EMAILS, Verdict.MOST_ANONYMOUS_IDS));
    return join(lead, other, command.by(), false, policy, command.moment().at());
  }

  /**
   * Makes the other lead part of this one.
   *
   * @param by the member who does; null if a shared key does
   * @param unconfirmed nothing but what somebody typed says that they are one
   */
  public static Decided join(
      LeadState survivor,
      LeadState other,
      @Nullable Member by,
      boolean unconfirmed,
      Policy policy,
      Instant at) {
    List<Absorbed> whole = Absorbed.partsOf(other, survivor.leadId(), unconfirmed, at);
    List<Absorbed> bare = whole.stream().map(Absorbed::withoutPersonal).toList();
    var absorbed = new LeadAbsorbed(other.leadId(), bare, by, at, new Parts(whole));
    var events = new ArrayList<LeadEvent>(List.of(absorbed));
    LeadState joined = survivor.evolve(absorbed);
    events.addAll(toldToTheOther(survivor.control(), other, joined.control(), at));
    for (Suggestion one : other.suggestions())
      if (!one.leadId().equals(survivor.leadId())
          && !joined.hasPart(one.leadId())
          && !joined.isApartFrom(one.leadId()))
        events.add(new MergeSuggested(one.leadId(), one.why(), one.key(), one.at()));
    // What either wrote counts together now (domain 5.4).
    events.addAll(Moderation.judge(joined, policy.blockingThreshold(), at));
    return new Decided(List.copyOf(events), List.of(new LeadMergedInto(survivor.leadId(), by, at)));
  }

  /** Of two members who each hold one of the two, the one who does no more is told (5.4). */
  private static List<LeadEvent> toldToTheOther(
      Control ours, LeadState other, Control joined, Instant at) {
    Control theirs = other.control();
    String owner = joined.by();
    if (owner == null || ours.by() == null || theirs.by() == null || ours.by().equals(theirs.by()))
      return List.of();
    Control gone = owner.equals(ours.by()) ? theirs : ours;
    return List.of(
        new ControlTaken(
            new Member(owner, joined.name()),
            owner(gone),
            joined.version(),
            false,
            new Moment(at, MERGES, other.leadId())));
  }

  private static PairRuling unmerge(
      LeadState lead, LeadState other, UnmergeLeads command, Policy policy) {
    Instant at = command.moment().at();
    List<Absorbed> parts = lead.partsOf(other.leadId());
    Absorbed part =
        parts.stream().filter(one -> one.leadId().equals(other.leadId())).findFirst().orElse(null);
    if (part == null) return new Refused(new Refusal.NotAbsorbed());
    if (part.at().plus(UNDONE_WITHIN).isBefore(at))
      return new Refused(new Refusal.UnmergeTooLate(part.at(), UNDONE_WITHIN));
    List<Absorbed> bare = parts.stream().map(Absorbed::withoutPersonal).toList();
    var ofOther = new ArrayList<LeadEvent>();
    var restored = new LeadRestored(lead.leadId(), bare, command.by(), at, new Parts(parts));
    ofOther.add(restored);
    ofOther.addAll(handedOver(lead.control(), other.control(), command));
    // What it wrote meanwhile blocked the lead that it was part of, or a member let them in.
    if (!lead.block().exempt())
      ofOther.addAll(Moderation.judge(other.evolve(restored), policy.blockingThreshold(), at));
    var unmerged = new LeadUnmerged(other.leadId(), command.by(), at);
    var ofLead = new ArrayList<LeadEvent>(List.of(unmerged));
    // A member's block goes with the part that it was for; what was scored meanwhile is judged now.
    ofLead.addAll(Moderation.judge(lead.evolve(unmerged), policy.blockingThreshold(), at));
    return new Decided(List.copyOf(ofLead), List.copyOf(ofOther));
  }

  /**
   * Whoever spoke to both while they were one speaks to both: a takeover that ended meanwhile is
   * not there again, and no agent begins to speak to one of them amid a member's conversation. What
   * was written under any earlier version of either is not sent.
   */
  private static List<LeadEvent> handedOver(Control whole, Control part, UnmergeLeads command) {
    if (Objects.equals(whole.by(), part.by())) return List.of();
    long version = Math.max(whole.version(), part.version()) + 1;
    Moment moment = later(command.moment(), part);
    String owner = whole.by();
    return owner == null
        ? List.of(new ControlReturned(command.by(), version, moment))
        : List.of(
            new ControlTaken(new Member(owner, whole.name()), owner(part), version, false, moment));
  }

  private static @Nullable Member owner(Control control) {
    return control.by() == null ? null : new Member(control.by(), control.name());
  }

  private static Moment later(Moment moment, Control than) {
    Moment since = than.since();
    return since == null || moment.isAfter(since)
        ? moment
        : new Moment(since.at().plusMillis(1), moment.source(), moment.id());
  }

  /** Once dismissed, a suggestion does not come again: keys no longer join the two. */
  private static PairRuling dismiss(LeadState lead, LeadState other, DismissMerge command) {
    List<Suggestion> ofLead = suggestionsOf(lead, other);
    List<Suggestion> ofOther = suggestionsOf(other, lead);
    if (ofLead.isEmpty() && ofOther.isEmpty())
      return lead.isApartFrom(other)
          ? new Decided(List.of(), List.of())
          : new Refused(new Refusal.NotSuggested());
    return new Decided(
        dismissed(lead, other, ofLead, command), dismissed(other, lead, ofOther, command));
  }

  private static List<LeadEvent> dismissed(
      LeadState lead, LeadState other, List<Suggestion> suggested, DismissMerge command) {
    Instant at = command.moment().at();
    var ids = new ArrayList<>(suggested.stream().map(Suggestion::leadId).toList());
    if (!ids.contains(other.leadId())) ids.add(other.leadId());
    return ids.stream()
        .filter(id -> !lead.apart().contains(id))
        .<LeadEvent>map(id -> new MergeDismissed(id, command.by(), at))
        .toList();
  }

  /** It may have been suggested when the other one was still itself. */
  private static List<Suggestion> suggestionsOf(LeadState lead, LeadState other) {
    return lead.suggestions().stream()
        .filter(one -> one.leadId().equals(other.leadId()) || other.hasPart(one.leadId()))
        .toList();
  }

  /** Suggests each of two leads to the other, where it has not been before. */
  public static Decided suggest(
      LeadState lead, LeadState other, Resolution.Doubt doubt, Instant at) {
    if (lead.isApartFrom(other)) return new Decided(List.of(), List.of());
    return new Decided(suggested(lead, other, doubt, at), suggested(other, lead, doubt, at));
  }

  private static List<LeadEvent> suggested(
      LeadState lead, LeadState other, Resolution.Doubt doubt, Instant at) {
    return suggestionsOf(lead, other).isEmpty()
        ? List.of(new MergeSuggested(other.leadId(), doubt.why(), doubt.key(), at))
        : List.of();
  }
}
