package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.view.CrmFields;
import dev.leadline.events.view.LeadDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the customer's systems, vendors and models tell means. None of it raises a stage above
 * Browsing: an address that was bought was not captured (domain 4.4).
 */
final class OutsideMeanings {

  /** Fields that name a person; a match of a company alone never shows them (domain 5.13). */
  private static final Set<String> OF_A_PERSON =
      Set.of(
          "name", "first_name", "last_name", "email", "phone_number", "job_title", "linkedin_url");

  private OutsideMeanings() {}

  static Meaning of(RecordsFact fact) {
    Meaning crm = Meaning.of(Channel.CRM, Actor.Kind.SYSTEM);
    Meaning api = Meaning.of(Channel.API, Actor.Kind.SYSTEM);
    return switch (fact) {
      case RecordsFact.Pulled pulled ->
          crm.reaching(Stage.BROWSING)
              .observing(Fields.observed(pulled.fields(), Provenance.CRM))
              .observing(sync(CrmFields.read(pulled.system()), new Value.Flag(true)));
      case RecordsFact.Pushed pushed ->
          crm.observing(sync(CrmFields.written(pushed.system()), CrmFields.taken()));
      case RecordsFact.SyncFailed failed ->
          crm.observing(
              sync(CrmFields.written(failed.system()), CrmFields.refused(failed.error())));
      case RecordsFact.Upserted upserted ->
          api.reaching(Stage.BROWSING)
              .observing(Fields.observed(upserted.fields(), Provenance.API));
      case RecordsFact.Tracked tracked -> api;
    };
  }

  static Meaning of(VendorFact fact) {
    Meaning vendor = Meaning.of(Channel.SYSTEM, Actor.Kind.VENDOR);
    return switch (fact) {
      case VendorFact.Deanonymized matched -> vendor.observing(observed(matched));
      case VendorFact.DeanonymizationMissed missed -> vendor;
      case VendorFact.Enriched enriched ->
          vendor.observing(
              told(
                  Fields.observed(enriched.fields(), Provenance.ENRICHMENT),
                  null,
                  enriched.saidAt()));
      case VendorFact.EnrichmentFailed failed -> vendor;
      case VendorFact.EmailValidated validated ->
          vendor.observing(
              about(
                  validated.forEmail(),
                  Fields.observed(
                      "email_validation", validated.status().name(), Provenance.ENRICHMENT)));
      case VendorFact.PhoneValidated validated ->
          vendor
              .observing(
                  about(
                      validated.forPhone(),
                      Fields.observed(
                          "phone_validation", validated.status().name(), Provenance.ENRICHMENT)))
              .observing(
                  about(
                      validated.forPhone(),
                      Fields.observed("phone_e164", validated.e164(), Provenance.ENRICHMENT)));
      case VendorFact.Summarised summary -> vendor.observing(observed(summary));
    };
  }

  private static List<Observation> sync(String field, Value value) {
    return List.of(new Observation(field, value, Provenance.CRM));
  }

  /** Of one address or number alone: a lead may have another by now. */
  private static List<Observation> about(@Nullable String checked, List<Observation> seen) {
    return seen.stream().map(one -> one.about(checked)).toList();
  }

  /** With what the vendor says of it. */
  private static List<Observation> told(
      List<Observation> seen, @Nullable Double confidence, @Nullable Map<String, Instant> saidAt) {
    return seen.stream()
        .map(
            one ->
                new Observation(
                    one.field(),
                    one.value(),
                    one.provenance(),
                    confidence,
                    saidAt == null ? null : saidAt.get(one.field()),
                    null))
        .toList();
  }

  private static List<Observation> observed(VendorFact.Deanonymized matched) {
    return told(fields(matched), matched.confidence(), null);
  }

  private static List<Observation> fields(VendorFact.Deanonymized matched) {
    return switch (matched.level()) {
      case PERSON -> Fields.observed(matched.fields(), Provenance.DEANONYMIZED_PERSON);
      case COMPANY ->
          Fields.observed(matched.fields(), Provenance.DEANONYMIZED_COMPANY).stream()
              .filter(seen -> !OF_A_PERSON.contains(seen.field()))
              .toList();
    };
  }

  /** The whole of it: what it does not tell takes away that of the one before. */
  private static List<Observation> observed(VendorFact.Summarised summary) {
    var seen = new ArrayList<Observation>();
    add(seen, "conversation_summary", Value.text(summary.text()));
    add(seen, "questions_asked", texts(summary.questions()));
    add(seen, "pain_points", texts(summary.painPoints()));
    add(seen, "interests_identified", texts(summary.interests()));
    add(seen, LeadDetail.CITATIONS, citations(summary.citations()));
    add(seen, "sales_stage", Value.text(summary.salesStage() == null ? "" : summary.salesStage()));
    return seen;
  }

  /** Those of which it is known when they were said. */
  private static Value citations(@Nullable List<VendorFact.Citation> citations) {
    return texts(
        citations == null
            ? null
            : citations.stream()
                .filter(cited -> cited.at() != null)
                .map(cited -> cited.at() + " " + cited.text())
                .toList());
  }

  private static Value texts(@Nullable List<String> texts) {
    return new Value.Texts(texts == null ? List.of() : texts);
  }

  private static void add(List<Observation> seen, String field, Value value) {
    seen.add(new Observation(field, value, Provenance.WORKFLOW));
  }
}
