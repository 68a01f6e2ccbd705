package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A state in the making. */
final class LeadDraft {
  final String leadId;
  String tenant = "";
  LeadSource source = LeadSource.LEADLINE;
  Picture own = Picture.EMPTY;
  List<Absorbed> absorbed = List.of();
  Control control = Control.AUTOMATED;
  Block block = Block.NONE;
  List<Suggestion> suggestions = List.of();
  SortedSet<String> apart = new TreeSet<>();
  @Nullable String mergedInto;
  final long version;
  @Nullable Instant erasedAt;

  private LeadDraft(String leadId) {
    this.leadId = leadId;
    this.version = 0;
  }

  private LeadDraft(LeadState before) {
    leadId = before.leadId();
    tenant = before.tenant();
    source = before.source();
    own = before.own();
    absorbed = before.absorbed();
    control = before.control();
    block = before.block();
    suggestions = before.suggestions();
    apart = before.apart();
    mergedInto = before.mergedInto();
    version = before.version() + 1;
    erasedAt = before.erasedAt();
  }

  /** A lead of which nothing is known yet. */
  static LeadDraft unknown(String leadId) {
    return new LeadDraft(leadId);
  }

  /** A lead with one more event, of which nothing is taken in yet. */
  static LeadDraft after(LeadState before) {
    return new LeadDraft(before);
  }

  void add(InteractionRecorded interaction) {
    Picture added = Picture.of(interaction);
    String part = interaction.leadId();
    if (part == null || absorbed.stream().noneMatch(each -> each.leadId().equals(part)))
      own = own.and(added);
    else
      absorbed =
          absorbed.stream()
              .map(each -> each.leadId().equals(part) ? each.with(each.picture().and(added)) : each)
              .toList();
  }

  /** No part is raised by it, so that each has its own stage once they are parted again. */
  void set(Stage stage) {
    own = own.at(stage);
    absorbed = absorbed.stream().map(part -> part.with(part.picture().atMost(stage))).toList();
  }

  void absorb(String other, List<Absorbed> parts) {
    var byId = new TreeMap<String, Absorbed>();
    for (Absorbed part : absorbed) byId.put(part.leadId(), part);
    for (Absorbed part : parts) byId.put(part.leadId(), part);
    absorbed = List.copyOf(byId.values());
    suggestions = suggestions.stream().filter(one -> !byId.containsKey(one.leadId())).toList();
    apart = new TreeSet<>(apart);
    apart.removeAll(byId.keySet());
    for (Absorbed part : parts)
      if (part.leadId().equals(other)) {
        control = control.and(part.control());
        // Words about a part stay with it: its erasure has to find them all.
        block = block.and(part.block().withoutPersonal());
      }
  }

  void suggest(Suggestion suggestion) {
    suggestions =
        Stream.concat(
                suggestions.stream().filter(one -> !one.leadId().equals(suggestion.leadId())),
                Stream.of(suggestion))
            .sorted()
            .toList();
  }

  /** A member said that the other one is somebody else. */
  void part(String other) {
    suggestions = suggestions.stream().filter(one -> !one.leadId().equals(other)).toList();
    apart = new TreeSet<>(apart);
    apart.add(other);
  }

  void confirm() {
    absorbed = absorbed.stream().map(Absorbed::confirmed).toList();
  }

  /** What the parts brought goes with them: the block that came from one of them is lifted. */
  void release(List<Absorbed> gone) {
    absorbed = absorbed.stream().filter(part -> !gone.contains(part)).toList();
    Block now = block;
    if (gone.stream().anyMatch(part -> now.isFrom(part.block())))
      block = new Block(null, now.exempt());
  }

  /** Without those of its own parts that have left the survivor before. */
  void restore(List<Absorbed> parts) {
    mergedInto = null;
    var back = new TreeSet<>(parts);
    release(absorbed.stream().filter(part -> !back.contains(part)).toList());
    absorbed = parts.stream().filter(part -> !part.leadId().equals(leadId)).toList();
    for (Absorbed part : parts) if (part.leadId().equals(leadId)) own = part.picture();
  }

  void erase(Instant at) {
    erasedAt = at;
    own = own.withoutPersonal();
    absorbed = absorbed.stream().map(Absorbed::withoutPersonal).toList();
    block = block.withoutPersonal();
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
        apart,
        mergedInto,
        version,
        erasedAt);
  }
}
