package dev.leadline.timeline.domain;

import static dev.leadline.timeline.domain.Rendering.ERASED;
import static dev.leadline.timeline.domain.Rendering.marker;
import static dev.leadline.timeline.domain.Rendering.note;
import static dev.leadline.timeline.domain.Words.plain;
import static dev.leadline.timeline.domain.Words.remarked;
import static dev.leadline.timeline.domain.Words.with;

import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a sales person reads what the customer's systems, vendors and models tell. */
final class OutsideRenderings {

  private OutsideRenderings() {}

  static Rendering of(RecordsFact fact) {
    return switch (fact) {
      case RecordsFact.Pulled pulled ->
          marker(with("Read from " + name(pulled.system()), ": ", names(pulled.fields())));
      case RecordsFact.Pushed pushed -> marker("Written to " + name(pushed.system()));
      case RecordsFact.SyncFailed failed ->
          marker(remarked(name(failed.system()) + " did not take the lead", failed.error()));
      case RecordsFact.Upserted upserted ->
          marker(with("Told by the Leads API", ": ", names(upserted.fields())));
      case RecordsFact.Tracked tracked ->
          note(tracked.name() == null ? "Something was tracked" : tracked.name());
    };
  }

  static Rendering of(VendorFact fact) {
    return switch (fact) {
      case VendorFact.Deanonymized matched ->
          marker(
              switch (matched.level()) {
                case PERSON -> "Recognised by " + vendor(matched.provider());
                case COMPANY -> "Company recognised by " + vendor(matched.provider());
                case null -> "Recognised by a vendor";
              });
      case VendorFact.DeanonymizationMissed missed ->
          marker("Not recognised by " + vendor(missed.provider()));
      case VendorFact.Enriched enriched ->
          marker(
              with("Enriched by " + vendor(enriched.provider()), ": ", names(enriched.fields())));
      case VendorFact.EnrichmentFailed failed ->
          marker("Not enriched by " + vendor(failed.provider()));
      case VendorFact.EmailValidated validated ->
          marker(with("Email checked", ": ", plain(validated.status())));
      case VendorFact.PhoneValidated validated ->
          marker(with("Phone number checked", ": ", plain(validated.status())));
      case VendorFact.Summarised summary ->
          new Rendering(
              Kind.NOTE, summary.text() == null ? ERASED : summary.text(), "Conversation summary");
    };
  }

  /** The names of fields that are told about, never their values: those are in the details. */
  static @Nullable String names(@Nullable Map<String, Value> fields) {
    return fields == null
        ? null
        : fields.keySet().stream().sorted().map(Words::plain).collect(Collectors.joining(", "));
  }

  private static String name(@Nullable CrmSystem system) {
    return switch (system) {
      case SALESFORCE -> "Salesforce";
      case HUBSPOT -> "HubSpot";
      case MARKETO -> "Marketo";
      case null -> "the CRM";
    };
  }

  private static String vendor(@Nullable String provider) {
    return provider == null || provider.isBlank() ? "a vendor" : provider;
  }
}
