package dev.leadline.enrichment.domain;

import dev.leadline.enrichment.domain.recognising.Traces;
import dev.leadline.events.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a lead to decide whom to ask what.
 *
 * @param sequence of the newest event that is in it
 * @param visitorId of its browser; null if none is known
 * @param mergedInto the lead that it is part of; null if it is one itself
 * @param consent what it said to being recognised; null if it was not asked
 * @param fields of the person and the company, the best word for each
 * @param bounced addresses to which no mail goes
 */
public record KnownLead(
    String tenant,
    String leadId,
    long sequence,
    @Nullable String visitorId,
    boolean blocked,
    @Nullable String mergedInto,
    @Nullable String country,
    @Nullable Boolean consent,
    int messages,
    Map<String, Field> fields,
    List<String> bounced,
    Traces traces) {

  /** A value and on whose word. */
  public record Field(String value, Provenance provenance, Instant at) {

    Field and(Field other) {
      int byRank = Integer.compare(provenance.rank(), other.provenance.rank());
      if (byRank != 0) return byRank > 0 ? this : other;
      return other.at.isAfter(at) ? other : this;
    }
  }

  public KnownLead {
    fields = fields == null ? Map.of() : Map.copyOf(fields);
    bounced = bounced == null ? List.of() : List.copyOf(bounced);
    traces = traces == null ? Traces.NONE : traces;
  }

  /** Somebody of whom nothing is known. */
  public static KnownLead unknown(String tenant, String leadId) {
    return new KnownLead(
        tenant, leadId, -1, null, false, null, null, null, 0, Map.of(), List.of(), Traces.NONE);
  }

  /** Null if nobody told it. */
  public @Nullable String value(String field) {
    Field known = fields.get(field);
    return known == null ? null : known.value();
  }

  /** Whether it, or a system of the customer, said how to reach it: no vendor has to guess. */
  public boolean isIdentified() {
    return isTold("email") || isTold("phone_number");
  }

  private boolean isTold(String field) {
    Field known = fields.get(field);
    return known != null && known.provenance().rank() >= Provenance.URL.rank();
  }

  /** Whether anything may be asked or told of it. */
  public boolean isAskable() {
    return !blocked && mergedInto == null;
  }

  KnownLead with(Map<String, Field> told) {
    if (told.isEmpty()) return this;
    Map<String, Field> all = new TreeMap<>(fields);
    told.forEach((name, field) -> all.merge(name, field, Field::and));
    return new KnownLead(
        tenant,
        leadId,
        sequence,
        visitorId,
        blocked,
        mergedInto,
        country,
        consent,
        messages,
        all,
        bounced,
        traces);
  }

  KnownLead with(Traces left) {
    return new KnownLead(
        tenant,
        leadId,
        sequence,
        visitorId,
        blocked,
        mergedInto,
        country,
        consent,
        messages,
        fields,
        bounced,
        left);
  }

  KnownLead at(long newest) {
    return new KnownLead(
        tenant,
        leadId,
        newest,
        visitorId,
        blocked,
        mergedInto,
        country,
        consent,
        messages,
        fields,
        bounced,
        traces);
  }

  KnownLead blocked(boolean now) {
    return new KnownLead(
        tenant,
        leadId,
        sequence,
        visitorId,
        now,
        mergedInto,
        country,
        consent,
        messages,
        fields,
        bounced,
        traces);
  }

  KnownLead mergedInto(@Nullable String survivor) {
    return new KnownLead(
        tenant, leadId, sequence, visitorId, blocked, survivor, country, consent, messages, fields,
        bounced, traces);
  }

  KnownLead visiting(
      @Nullable String visitor, @Nullable String from, @Nullable Boolean consents, int sent) {
    return new KnownLead(
        tenant,
        leadId,
        sequence,
        visitor == null ? visitorId : visitor,
        blocked,
        mergedInto,
        from == null ? country : from,
        consents == null ? consent : consents,
        messages + sent,
        fields,
        bounced,
        traces);
  }

  KnownLead bounced(String email) {
    var all = new java.util.ArrayList<>(bounced);
    if (!all.contains(email)) all.add(email);
    return new KnownLead(
        tenant,
        leadId,
        sequence,
        visitorId,
        blocked,
        mergedInto,
        country,
        consent,
        messages,
        fields,
        all,
        traces);
  }
}
