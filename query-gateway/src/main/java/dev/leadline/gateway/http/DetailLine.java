package dev.leadline.gateway.http;

import dev.leadline.events.Provenance;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadDetail.Detail;
import dev.leadline.gateway.domain.Phrases;
import java.util.List;
import java.util.Map;

/** A field of a lead as its page shows it, with how we know it. */
record DetailLine(String id, String label, String value, boolean link, String source) {

  /** A section and its fields. */
  record Section(String title, List<DetailLine> fields) {}

  static List<Section> sections(LeadDetail lead, Viewer viewer) {
    LeadDetail.Sections sections = lead.sections();
    return List.of(
        section("Personal Information", sections.personal(), viewer),
        section("Conversation Summary", sections.conversationSummary(), viewer),
        section("Company Details", sections.company(), viewer),
        section("Company Insights", sections.insights(), viewer),
        section("Custom Fields", lead.customFields(), viewer));
  }

  private static Section section(String title, Map<String, Detail> fields, Viewer viewer) {
    return new Section(
        title,
        fields.entrySet().stream()
            .map(field -> of(field.getKey(), field.getValue(), viewer))
            .toList());
  }

  private static DetailLine of(String name, Detail detail, Viewer viewer) {
    String value = detail.value().shown();
    return new DetailLine(
        name,
        Phrases.field(name),
        value,
        value.startsWith("https://"),
        source(detail.provenance()) + " · " + Phrases.exact(detail.observedAt(), viewer.zone()));
  }

  private static String source(Provenance provenance) {
    return switch (provenance) {
      case MEMBER_EDIT -> "Entered by a team member";
      case SELF -> "Given by the lead";
      case CRM -> "From your CRM";
      case API -> "From the Leads API";
      case URL -> "From a link, not confirmed";
      case WORKFLOW -> "Found by a workflow";
      case ENRICHMENT -> "Added by enrichment";
      case DEANONYMIZED_PERSON -> "Matched to a person by deanonymization";
      case DEANONYMIZED_COMPANY -> "Matched to a company by deanonymization";
      case IP -> "From the network address";
    };
  }
}
