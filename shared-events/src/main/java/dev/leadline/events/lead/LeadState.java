package dev.leadline.events.lead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Parts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one lead add up to: the state of its aggregate, and the fold of its row. One
 * meaning of events for both, so that a screen cannot disagree with a decision.
 *
 * @param own what the lead's own events add up to
 * @param absorbed the leads that turned out to be the same person, each with its own picture
 * @param suggestions leads that may be the same person
 * @param apart leads of which a member has said that they are somebody else
 * @param mergedInto the lead that this one is part of; null while it is itself
 * @param version how many events the lead has
 * @param erasedAt when the person was erased; null otherwise
 */
public record LeadState(
    String leadId,
    String tenant,
    LeadSource source,
    Picture own,
    List<Absorbed> absorbed,
    Control control,
    Block block,
    List<Suggestion> suggestions,
    SortedSet<String> apart,
    @Nullable String mergedInto,
    long version,
    @Nullable Instant erasedAt) {

  public LeadState {
    absorbed = absorbed == null ? List.of() : List.copyOf(absorbed);
    suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    apart = apart == null ? new TreeSet<>() : apart;
    block = block == null ? Block.NONE : block;
  }

  /** A lead before its first event. */
  public static LeadState unknown(String leadId) {
    return LeadDraft.unknown(leadId).state();
  }

  /** Whether the lead has any event. */
  public boolean exists() {
    return version > 0;
  }

  /** The whole person: the lead and all it has absorbed. */
  public Picture picture() {
    Picture whole = own;
    for (Absorbed part : absorbed) whole = whole.and(part.picture());
    return whole;
  }

  /** The state after one more event. Total: it accepts any event in any state. */
  public LeadState evolve(LeadEvent event) {
    var next = LeadDraft.after(this);
    switch (event) {
      case LeadEvent.LeadRegistered registered -> {
        next.tenant = registered.tenant();
        next.source = registered.source();
      }
      case LeadEvent.InteractionRecorded interaction -> next.add(interaction);
      case LeadEvent.ControlTaken taken ->
          next.control =
              control.or(
                  new Control(
                      Control.Mode.MANUAL,
                      taken.by().memberId(),
                      taken.by().name(),
                      taken.version(),
                      taken.moment()));
      case LeadEvent.ControlReturned returned ->
          next.control =
              control.or(
                  new Control(
                      Control.Mode.AUTOMATED, null, null, returned.version(), returned.moment()));
      case LeadEvent.MemberMessageSent sent -> {}
      case LeadEvent.TakeoverWentStale stale -> {}
      case LeadEvent.LeadBlocked blocked -> next.block = new Block(cause(blocked), block.exempt());
      case LeadEvent.LeadUnblocked unblocked ->
          next.block = new Block(null, unblocked.by() != null || block.exempt());
      case LeadEvent.StageSet set -> next.set(set.stage());
      case LeadEvent.FieldEdited edited -> next.own = own.and(edit(edited));
      case LeadEvent.MergeSuggested suggested ->
          next.suggest(
              new Suggestion(
                  suggested.otherLeadId(), suggested.why(), suggested.key(), suggested.at()));
      case LeadEvent.MergeDismissed dismissed -> next.part(dismissed.otherLeadId());
      case LeadEvent.IdentityConfirmed confirmed -> next.confirm();
      case LeadEvent.LeadAbsorbed joined ->
          next.absorb(joined.absorbedLeadId(), whole(joined.parts(), joined.personal()));
      case LeadEvent.LeadMergedInto merged -> next.mergedInto = merged.survivorId();
      case LeadEvent.LeadUnmerged unmerged -> {
        next.release(partsOf(unmerged.unmergedLeadId()));
        next.part(unmerged.unmergedLeadId());
      }
      case LeadEvent.LeadRestored restored -> {
        next.restore(whole(restored.parts(), restored.personal()));
        next.part(restored.survivorId());
      }
      case LeadEvent.LeadErased erased -> next.erase(erased.at());
    }
    return next.state();
  }

  /** Whether the lead stands for a person of its own: not part of another lead, not erased. */
  @JsonIgnore
  public boolean isListed() {
    return mergedInto == null && erasedAt == null;
  }

  /** An absorbed lead and all that came with it, however many merges ago. */
  public List<Absorbed> partsOf(String absorbedLeadId) {
    var ids = new HashSet<>(Set.of(absorbedLeadId));
    boolean more = true;
    while (more) {
      more = false;
      for (Absorbed part : absorbed) if (ids.contains(part.into())) more |= ids.add(part.leadId());
    }
    return absorbed.stream().filter(part -> ids.contains(part.leadId())).toList();
  }

  /** Whether a lead is part of this one. */
  public boolean hasPart(String absorbedLeadId) {
    return absorbed.stream().anyMatch(part -> part.leadId().equals(absorbedLeadId));
  }

  /**
   * Whether nothing but what somebody typed says that a part is the same person: agents must not
   * tell what was said before, but to whom it was said (domain 5.5).
   */
  @JsonIgnore
  public boolean isUnconfirmed() {
    return absorbed.stream().anyMatch(Absorbed::unconfirmed);
  }

  /** Whether a member has said that these are two persons. */
  public boolean isApartFrom(LeadState other) {
    return isApart(other) || other.isApart(this);
  }

  private boolean isApart(LeadState other) {
    return isApartFrom(other.leadId)
        || other.absorbed.stream().anyMatch(part -> isApartFrom(part.leadId()));
  }

  /**
   * Whether it was said here, of the lead or a part of it, that the other one is another person.
   */
  public boolean isApartFrom(String otherLeadId) {
    return apart.contains(otherLeadId)
        || absorbed.stream().anyMatch(part -> part.apart().contains(otherLeadId));
  }

  private static List<Absorbed> whole(List<Absorbed> parts, @Nullable Parts personal) {
    return personal == null ? parts : personal.over(parts);
  }

  private static Block.Cause cause(LeadEvent.LeadBlocked blocked) {
    Member by = blocked.by();
    return new Block.Cause(
        blocked.origin(),
        blocked.personal() == null ? blocked.category() : blocked.personal().reason(),
        by == null ? null : by.memberId(),
        by == null ? null : by.name(),
        blocked.at(),
        blocked.until());
  }

  private static Picture edit(LeadEvent.FieldEdited edited) {
    LeadEvent.Edit edit = edited.personal();
    if (edit == null) return Picture.EMPTY;
    var value = new FieldValue(edit.value(), Provenance.MEMBER_EDIT, edited.moment());
    IdentityKey key = edit.identity();
    return new Picture(
        Activity.NONE,
        new Knowledge(
            Map.of(edit.field(), value),
            key == null ? new TreeSet<>() : new TreeSet<>(Set.of(key)),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }
}
