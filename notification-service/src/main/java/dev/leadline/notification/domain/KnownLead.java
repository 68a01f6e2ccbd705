package dev.leadline.notification.domain;

import dev.leadline.events.Value;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service remembers of a lead between its events: what they add up to, by the meaning
 * that all services share, less everything that no message ever shows. Its size does not grow with
 * the lead's history.
 *
 * @param whole every event since the lead's first was seen here. If not, nothing can be said to
 *     happen for the first time
 * @param words the lead's last words, shortened
 * @param marks what each field counts as, by a mark that its value cannot be read from: enough to
 *     see that it changes
 */
public record KnownLead(
    LeadState state, boolean whole, @Nullable String words, Map<String, FieldValue> marks) {

  private static final int MOST_WORDS = 300;

  private static final Set<String> SHOWN =
      Set.of("name", "first_name", "last_name", "email", "phone_number", "company_name");

  public KnownLead {
    marks = marks == null ? Map.of() : marks;
  }

  /** A lead of which nothing was heard yet. */
  public static KnownLead unknown(String leadId) {
    return new KnownLead(LeadState.unknown(leadId), true, null, Map.of());
  }

  /** The place of the next event that is not known yet. */
  public long next() {
    return state.version();
  }

  /**
   * After one more event. One that was taken in before changes nothing; one that comes after a hole
   * is taken in, and the hole is remembered.
   *
   * @param sequence its place among the events of the lead, from 0
   */
  public KnownLead after(LeadEvent event, long sequence, @Nullable String said) {
    if (sequence < next()) return this;
    LeadState evolved = state.evolve(event);
    String last = said == null || said.isBlank() ? words : shortened(said);
    boolean erased = evolved.erasedAt() != null;
    return new KnownLead(
        lean(evolved, sequence + 1),
        whole && sequence == next(),
        erased ? null : last,
        erased ? Map.of() : marked(evolved.picture().known().fields()));
  }

  /** Whether a field counts as this value. */
  boolean has(String field, Value value) {
    FieldValue known = marks.get(field);
    return known != null && known.value().equals(mark(value));
  }

  private Map<String, FieldValue> marked(Map<String, FieldValue> told) {
    var all = new TreeMap<>(marks);
    told.forEach(
        (field, value) ->
            all.merge(
                field,
                new FieldValue(mark(value.value()), value.provenance(), value.observed()),
                FieldValue::and));
    return all;
  }

  private static Value mark(Value value) {
    byte[] shown = value.shown().getBytes(StandardCharsets.UTF_8);
    return Value.text(UUID.nameUUIDFromBytes(shown).toString());
  }

  private static LeadState lean(LeadState lead, long version) {
    return new LeadState(
        lead.leadId(),
        lead.tenant(),
        lead.source(),
        lean(lead.own()),
        lead.absorbed().stream().map(KnownLead::lean).toList(),
        lead.control(),
        lead.block(),
        List.of(),
        new TreeSet<>(),
        lead.mergedInto(),
        version,
        lead.erasedAt());
  }

  private static Absorbed lean(Absorbed part) {
    return new Absorbed(
        part.leadId(),
        part.into(),
        part.source(),
        lean(part.picture()),
        part.control(),
        part.block(),
        new TreeSet<>(),
        part.unconfirmed(),
        part.at());
  }

  private static Picture lean(Picture picture) {
    Map<String, FieldValue> shown = new TreeMap<>(picture.known().fields());
    shown.keySet().retainAll(SHOWN);
    return new Picture(
        picture.activity(),
        new Knowledge(shown, new TreeSet<>(), List.of(), List.of(), List.of(), List.of()));
  }

  private static String shortened(String said) {
    String line = said.strip();
    if (line.length() <= MOST_WORDS) return line;
    int end = Character.isHighSurrogate(line.charAt(MOST_WORDS - 1)) ? MOST_WORDS - 1 : MOST_WORDS;
    return line.substring(0, end) + "…";
  }
}
