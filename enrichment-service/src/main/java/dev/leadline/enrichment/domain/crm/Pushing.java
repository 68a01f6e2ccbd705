package dev.leadline.enrichment.domain.crm;

import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.Line;
import dev.leadline.events.Provenance;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a CRM. Nothing of a blocked lead; nothing that a vendor guessed about an
 * anonymous visitor, which neither finds nor makes a record; nothing that came from the CRM itself.
 */
public final class Pushing {

  private static final String EMAIL = "email";
  private static final int LONGEST_CONVERSATION = 30_000;

  /** On whose word an address makes a record. */
  private static final Set<Provenance> OF_THE_LEAD =
      Set.of(Provenance.MEMBER_EDIT, Provenance.SELF, Provenance.API);

  /** On whose word an address finds one. */
  private static final Set<Provenance> TRUSTED =
      Set.of(Provenance.MEMBER_EDIT, Provenance.SELF, Provenance.API, Provenance.CRM);

  private static final Set<Provenance> NOT_TOLD =
      Set.of(
          Provenance.CRM,
          Provenance.DEANONYMIZED_PERSON,
          Provenance.DEANONYMIZED_COMPANY,
          Provenance.IP);

  private static final Pattern OF_SALESFORCE = Pattern.compile("[a-zA-Z0-9]{15}([a-zA-Z0-5]{3})?");
  private static final Pattern OF_HUBSPOT = Pattern.compile("[1-9]\\d{0,17}");
  private static final Pattern OF_MARKETO = Pattern.compile("[1-9]\\d{0,9}");

  private Pushing() {}

  /** What is to be done about a record. */
  public sealed interface Decision {}

  /** A new record. */
  public record Create(Map<String, String> values) implements Decision {}

  /** Changed fields of a record, by the CRM's names. */
  public record Update(String externalId, Map<String, String> values) implements Decision {}

  /** Nothing yet: people have changed there what would be overwritten, and nobody has read it. */
  public record ReadFirst() implements Decision {}

  /** Nothing. */
  public record Leave(@Nullable String externalId) implements Decision {}

  /**
   * What may be told of a lead; null if it may not be, or nothing could find its record.
   *
   * @param known the id of its record, where we have met it
   */
  public static @Nullable Candidate candidate(
      CrmPlan plan, LeadState lead, @Nullable String known, @Nullable Conversation conversation) {
    if (!lead.isListed() || lead.block().isBlocked()) return null;
    Picture picture = lead.picture();
    FieldValue email = picture.field(EMAIL);
    String address =
        email != null && TRUSTED.contains(email.provenance())
            ? email.value().shown().strip().toLowerCase(Locale.ROOT)
            : null;
    String externalId = known == null ? idIn(plan, picture) : known;
    if (address == null && externalId == null) return null;
    var values = new TreeMap<String, String>();
    for (Mapping mapping : plan.mappings()) {
      FieldValue value = picture.field(mapping.field());
      if (mapping.write() == Write.NEVER || value == null) continue;
      if (!NOT_TOLD.contains(value.provenance()))
        values.put(mapping.external(), value.value().shown());
    }
    String field = plan.conversationField();
    if (field != null && conversation != null && !conversation.lines().isEmpty())
      values.put(field, told(conversation));
    return new Candidate(
        lead.leadId(),
        externalId,
        address,
        email != null && OF_THE_LEAD.contains(email.provenance()),
        values);
  }

  private static @Nullable String idIn(CrmPlan plan, Picture picture) {
    IdentityKey.Kind kind = kind(plan.system(), plan.objectType());
    return picture.known().identities().stream()
        .filter(key -> key.kind() == kind)
        .map(IdentityKey::value)
        .filter(id -> isId(plan.system(), id))
        .map(id -> plan.system() == CrmSystem.SALESFORCE ? SalesforceId.whole(id) : id)
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether the CRM may have given such an id. Anybody may have told us another one; asked for it,
   * the CRM would refuse the whole question, and all other leads that are asked for with it.
   */
  private static boolean isId(CrmSystem system, String given) {
    Pattern form =
        switch (system) {
          case SALESFORCE -> OF_SALESFORCE;
          case HUBSPOT -> OF_HUBSPOT;
          case MARKETO -> OF_MARKETO;
        };
    return form.matcher(given).matches();
  }

  /** The kind of key that a record's id is. */
  public static IdentityKey.Kind kind(CrmSystem system, String objectType) {
    return switch (system) {
      case SALESFORCE ->
          objectType.equals("Contact")
              ? IdentityKey.Kind.SALESFORCE_CONTACT
              : IdentityKey.Kind.SALESFORCE_LEAD;
      case HUBSPOT -> IdentityKey.Kind.HUBSPOT_CONTACT;
      case MARKETO -> IdentityKey.Kind.MARKETO_LEAD;
    };
  }

  /**
   * By the rule of each field, against what the CRM has now.
   *
   * @param seen what this record was last known to hold, as fingerprints by the CRM's names; null
   *     for one that we have not met
   */
  public static Decision decide(
      CrmPlan plan,
      Candidate candidate,
      @Nullable CrmRecord record,
      @Nullable Map<String, String> seen,
      UnaryOperator<String> fingerprint) {
    if (record == null)
      return plan.create() && candidate.mayCreate() && candidate.email() != null
          ? new Create(candidate.values())
          : new Leave(null);
    var changed = new HashMap<String, String>();
    candidate
        .values()
        .forEach(
            (external, value) -> {
              if (isToldAlready(plan, external, value, seen, fingerprint)) return;
              String there = record.values().getOrDefault(external, "");
              boolean write = overwrites(plan, external) ? !there.equals(value) : there.isBlank();
              if (write && !value.isBlank()) changed.put(external, value);
            });
    if (seen != null
        && unread(plan, record, seen, fingerprint).stream().anyMatch(changed::containsKey))
      return new ReadFirst();
    return changed.isEmpty()
        ? new Leave(record.externalId())
        : new Update(record.externalId(), changed);
  }

  /** A conversation is long: it is not read back, and written only if it has gone on. */
  private static boolean isToldAlready(
      CrmPlan plan,
      String external,
      String value,
      @Nullable Map<String, String> seen,
      UnaryOperator<String> fingerprint) {
    return seen != null
        && external.equals(plan.conversationField())
        && fingerprint.apply(value).equals(seen.get(external));
  }

  /**
   * Fields of a record, by the CRM's names, whose values a pull has yet to read.
   *
   * @param seen as above
   */
  public static Set<String> unread(
      CrmPlan plan,
      CrmRecord record,
      @Nullable Map<String, String> seen,
      UnaryOperator<String> fingerprint) {
    var unread = new HashSet<String>();
    if (plan.lookBack() == null) return unread;
    Map<String, String> known = seen == null ? Map.of() : seen;
    for (Mapping mapping : plan.mappings()) {
      String there = record.values().get(mapping.external());
      if (!mapping.pull() || there == null || mapping.type().read(there) == null) continue;
      if (!fingerprint.apply(there).equals(known.get(mapping.external())))
        unread.add(mapping.external());
    }
    return unread;
  }

  /** The conversation is ours to tell. */
  private static boolean overwrites(CrmPlan plan, String external) {
    if (external.equals(plan.conversationField())) return true;
    return plan.mappings().stream()
        .anyMatch(
            mapping -> mapping.external().equals(external) && mapping.write() == Write.OVERWRITE);
  }

  /** As people read it; the newest part, if it is long. */
  private static String told(Conversation conversation) {
    var lines = new ArrayDeque<String>();
    int length = 0;
    for (Line line : conversation.lines().reversed()) {
      String text = "%s %s: %s".formatted(line.at(), name(line.speaker()), line.text().strip());
      length += text.length() + 1;
      if (length > LONGEST_CONVERSATION) break;
      lines.addFirst(text);
    }
    return String.join("\n", lines);
  }

  private static String name(Line.Speaker speaker) {
    return switch (speaker) {
      case LEAD -> "Lead";
      case AGENT -> "Agent";
      case MEMBER -> "Team";
    };
  }
}
