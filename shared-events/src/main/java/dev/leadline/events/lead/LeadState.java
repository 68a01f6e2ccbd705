package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one lead add up to: the state of its aggregate, and the fold of its row. One
 * meaning of events for both, so that a screen cannot disagree with a decision.
 *
 * @param own what the lead's own events add up to
 * @param absorbed the leads that turned out to be the same person, each with its own picture
 * @param suggestions leads that may be the same person
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
    SortedSet<String> suggestions,
    @Nullable String mergedInto,
    long version,
    @Nullable Instant erasedAt) {

  public LeadState {
    absorbed = absorbed == null ? List.of() : List.copyOf(absorbed);
    suggestions = suggestions == null ? new TreeSet<>() : suggestions;
    block = block == null ? Block.NONE : block;
  }

  /** A lead before its first event. */
  public static LeadState unknown(String leadId) {
    return new Draft(leadId).state();
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

  /** One more event, of which this version understands nothing. */
  public LeadState withoutNews() {
    return new Draft(this).state();
  }

  /** The state after one more event. Total: it accepts any event in any state. */
  public LeadState evolve(LeadEvent event) {
    var next = new Draft(this);
    switch (event) {
      case LeadEvent.LeadRegistered registered -> {
        next.tenant = registered.tenant();
        next.source = registered.source();
      }
      case LeadEvent.InteractionRecorded interaction -> next.add(interaction);
      case LeadEvent.ControlTaken taken ->
          next.control =
              new Control(
                  Control.Mode.MANUAL,
                  taken.by().memberId(),
                  taken.by().name(),
                  taken.version(),
                  taken.moment());
      case LeadEvent.ControlReturned returned ->
          next.control =
              new Control(
                  Control.Mode.AUTOMATED, null, null, returned.version(), returned.moment());
      case LeadEvent.MemberMessageSent sent -> {}
      case LeadEvent.LeadBlocked blocked -> next.block = new Block(cause(blocked), block.exempt());
      case LeadEvent.LeadUnblocked unblocked -> next.block = new Block(null, true);
      case LeadEvent.StageSet set -> next.set(set.stage());
      case LeadEvent.FieldEdited edited -> next.own = own.and(edit(edited));
      case LeadEvent.MergeSuggested suggested -> next.suggestions.add(suggested.otherLeadId());
      case LeadEvent.LeadAbsorbed joined ->
          next.absorb(joined.absorbedLeadId(), whole(joined.parts(), joined.personal()));
      case LeadEvent.LeadMergedInto merged -> next.mergedInto = merged.survivorId();
      case LeadEvent.LeadUnmerged unmerged -> next.absorbed = without(unmerged.unmergedLeadId());
      case LeadEvent.LeadRestored restored ->
          next.restore(whole(restored.parts(), restored.personal()));
      case LeadEvent.LeadErased erased -> next.erase(erased.at());
    }
    return next.state();
  }

  /** An absorbed lead and all that came with it. */
  public List<Absorbed> partsOf(String absorbedLeadId) {
    return absorbed.stream()
        .filter(part -> part.leadId().equals(absorbedLeadId) || part.into().equals(absorbedLeadId))
        .toList();
  }

  private List<Absorbed> without(String absorbedLeadId) {
    List<Absorbed> gone = partsOf(absorbedLeadId);
    return absorbed.stream().filter(part -> !gone.contains(part)).toList();
  }

  private static List<Absorbed> whole(List<Absorbed> parts, @Nullable Parts personal) {
    return personal == null ? parts : personal.whole();
  }

  private static Block.Cause cause(LeadEvent.LeadBlocked blocked) {
    Member by = blocked.by();
    return new Block.Cause(
        blocked.origin(),
        blocked.personal() == null ? blocked.category() : blocked.personal().reason(),
        by == null ? null : by.memberId(),
        by == null ? null : by.name(),
        blocked.at());
  }

  private static Picture edit(LeadEvent.FieldEdited edited) {
    if (edited.personal() == null) return Picture.EMPTY;
    var value = new FieldValue(edited.personal().value(), Provenance.MEMBER_EDIT, edited.moment());
    return new Picture(
        Activity.NONE,
        new Knowledge(
            Map.of(edited.personal().field(), value),
            new TreeSet<>(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  /** A state in the making. */
  private static final class Draft {
    private final String leadId;
    private String tenant = "";
    private LeadSource source = LeadSource.LEADLINE;
    private Picture own = Picture.EMPTY;
    private List<Absorbed> absorbed = List.of();
    private Control control = Control.AUTOMATED;
    private Block block = Block.NONE;
    private SortedSet<String> suggestions = new TreeSet<>();
    private @Nullable String mergedInto;
    private final long version;
    private @Nullable Instant erasedAt;

    Draft(String leadId) {
      this.leadId = leadId;
      this.version = 0;
    }

    Draft(LeadState before) {
      leadId = before.leadId;
      tenant = before.tenant;
      source = before.source;
      own = before.own;
      absorbed = before.absorbed;
      control = before.control;
      block = before.block;
      suggestions = new TreeSet<>(before.suggestions);
      mergedInto = before.mergedInto;
      version = before.version + 1;
      erasedAt = before.erasedAt;
    }

    void add(LeadEvent.InteractionRecorded interaction) {
      Picture added = Picture.of(interaction);
      String part = interaction.leadId();
      if (part == null || absorbed.stream().noneMatch(each -> each.leadId().equals(part)))
        own = own.and(added);
      else
        absorbed =
            absorbed.stream()
                .map(
                    each ->
                        each.leadId().equals(part) ? each.with(each.picture().and(added)) : each)
                .toList();
    }

    void set(Stage stage) {
      own = own.at(stage);
      absorbed = absorbed.stream().map(part -> part.with(part.picture().at(stage))).toList();
    }

    void absorb(String other, List<Absorbed> parts) {
      absorbed = Stream.concat(absorbed.stream(), parts.stream()).sorted().toList();
      suggestions.remove(other);
      for (Absorbed part : parts)
        if (part.leadId().equals(other)) {
          control = control.and(part.control());
          block = block.and(part.block());
        }
    }

    void restore(List<Absorbed> parts) {
      mergedInto = null;
      absorbed = parts.stream().filter(part -> !part.leadId().equals(leadId)).toList();
      for (Absorbed part : parts) if (part.leadId().equals(leadId)) own = part.picture();
    }

    void erase(Instant at) {
      erasedAt = at;
      own = own.withoutPersonal();
      absorbed = absorbed.stream().map(Absorbed::withoutPersonal).toList();
      if (block.cause() != null && block.cause().origin() == Block.Origin.MANUAL)
        block =
            new Block(
                new Block.Cause(
                    Block.Origin.MANUAL,
                    null,
                    block.cause().by(),
                    block.cause().name(),
                    block.cause().at()),
                block.exempt());
    }

    LeadState state() {
      return new LeadState(
          leadId,
          tenant,
          source,
          own,
          absorbed,
          control,
          block,
          suggestions,
          mergedInto,
          version,
          erasedAt);
    }
  }
}
