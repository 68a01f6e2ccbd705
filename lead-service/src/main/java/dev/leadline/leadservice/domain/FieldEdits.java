package dev.leadline.leadservice.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.Edit;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.LeadCommand.EditFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member types in (domain 4.4): of the highest rank, so that it stays whatever others tell
 * later, and an email or phone among it ties what comes with it to the lead.
 */
public final class FieldEdits {

  private FieldEdits() {}

  /** The keys among the fields. */
  public static Collection<IdentityKey> keys(EditFields edit) {
    var keys = new TreeSet<IdentityKey>();
    named(edit).forEach((field, value) -> Identities.key(field, value).ifPresent(keys::add));
    return keys;
  }

  static Ruling decide(LeadState lead, EditFields edit) {
    var events = new ArrayList<LeadEvent>();
    for (var field : named(edit).entrySet()) {
      Optional<IdentityKey> key = Identities.key(field.getKey(), field.getValue());
      String owner = key.map(edit.owners()::get).orElse(null);
      if (owner != null && !isSame(lead, owner))
        return new Ruling.Rejected(
            edit.erased().contains(owner)
                ? new Refusal.IdentityErased(field.getKey())
                : new Refusal.IdentityTaken(field.getKey(), owner));
      Value value = key.isPresent() ? Value.text(key.get().value()) : field.getValue();
      FieldValue before = typed(lead, field.getKey());
      if (before != null && before.value().equals(value)) continue;
      Moment moment = before == null ? edit.moment() : after(before.observed(), edit.moment());
      events.add(
          new FieldEdited(edit.by(), moment, new Edit(field.getKey(), value, key.orElse(null))));
    }
    return new Ruling.Accepted(List.copyOf(events));
  }

  /** What a member has typed before; null if none has. */
  private static @Nullable FieldValue typed(LeadState lead, String field) {
    FieldValue shown = lead.picture().field(field);
    return shown != null && shown.provenance() == Provenance.MEMBER_EDIT ? shown : null;
  }

  /** Whether the lead is that one, or has absorbed it. */
  private static boolean isSame(LeadState lead, String other) {
    return other.equals(lead.leadId())
        || lead.absorbed().stream().anyMatch(part -> part.leadId().equals(other));
  }

  /** A member corrects what they see, so it is newer, whatever another instance's clock said. */
  private static Moment after(Moment before, Moment moment) {
    return moment.isAfter(before)
        ? moment
        : new Moment(before.at().plusMillis(1), moment.source(), moment.id());
  }

  private static Map<String, Value> named(EditFields edit) {
    var named = new TreeMap<String, Value>();
    edit.fields().forEach((field, value) -> named.put(Fields.named(field), value));
    return named;
  }
}
