package dev.leadline.gateway.http;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadDetail.Detail;
import dev.leadline.gateway.domain.Citations;
import dev.leadline.gateway.domain.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a lead as its page shows it, with how we know it.
 *
 * @param value null while nobody has said it
 * @param values the same one by one, where there are several
 * @param source null without a value
 * @param state of an email address or a phone number: whether it is a good one
 * @param cited the messages of the lead from which it is
 */
record DetailLine(
    String id,
    String label,
    @Nullable String value,
    List<String> values,
    @Nullable String source,
    @Nullable String state,
    List<Cited> cited) {

  private static final String EMAIL = "email";
  private static final String PHONE = "phone_number";
  private static final String VALIDATION = "email_validation";
  private static final String PHONE_VALIDATION = "phone_validation";
  private static final String E164 = "phone_e164";

  /** Said by another field, or parts of one that is. */
  private static final Set<String> ELSEWHERE =
      Set.of(VALIDATION, PHONE_VALIDATION, LeadDetail.CITATIONS);

  /** A message that is cited, by its number among those of the summary. */
  record Cited(int number, Viewer.When at, Set<String> words) {}

  /** Told of only when they are known: another field says the same. */
  private static final Set<String> PARTS =
      Set.of("first_name", "last_name", "city", "region", "company_domain", E164);

  /** A section and its fields. */
  record Section(String id, String title, List<DetailLine> fields) {}

  static List<Section> sections(LeadDetail lead, Viewer viewer) {
    LeadDetail.Sections sections = lead.sections();
    var all = new ArrayList<Section>();
    all.add(
        section(
            "personal", "Personal Information", LeadDetail.PERSONAL, sections.personal(), viewer));
    all.add(
        section(
            "summary",
            "Conversation Summary",
            LeadDetail.CONVERSATION_SUMMARY,
            sections.conversationSummary(),
            viewer));
    all.add(section("company", "Company Details", LeadDetail.COMPANY, sections.company(), viewer));
    all.add(
        section("insights", "Company Insights", LeadDetail.INSIGHTS, sections.insights(), viewer));
    if (!lead.customFields().isEmpty())
      all.add(
          section(
              "custom",
              "Custom Fields",
              List.copyOf(lead.customFields().keySet()),
              lead.customFields(),
              viewer));
    return all;
  }

  private static Section section(
      String id, String title, List<String> names, Map<String, Detail> known, Viewer viewer) {
    return new Section(
        id,
        title,
        names.stream()
            .filter(name -> !ELSEWHERE.contains(name))
            .filter(name -> known.containsKey(name) || !isElsewhere(name, known))
            .filter(name -> !name.equals(E164) || isToDial(known))
            .map(name -> of(name, known, viewer))
            .toList());
  }

  private static boolean isElsewhere(String name, Map<String, Detail> known) {
    return PARTS.contains(name)
        || (name.equals("name")
            && (known.containsKey("first_name") || known.containsKey("last_name")));
  }

  /**
   * Whether the newest number that was checked is one, told otherwise than as it is dialled: an
   * older one's E.164 is nothing to dial, and the same twice says nothing.
   */
  private static boolean isToDial(Map<String, Detail> known) {
    Detail checked = known.get(PHONE_VALIDATION);
    Detail phone = known.get(PHONE);
    Detail dialled = known.get(E164);
    boolean same = phone != null && dialled != null && phone.value().equals(dialled.value());
    return checked != null && Set.of("VALID", "RISKY").contains(checked.value().shown()) && !same;
  }

  private static DetailLine of(String name, Map<String, Detail> known, Viewer viewer) {
    Detail detail = known.get(name);
    if (detail == null || detail.value().shown().isBlank())
      return new DetailLine(name, Phrases.field(name), null, List.of(), null, null, List.of());
    Detail validation =
        switch (name) {
          case EMAIL -> known.get(VALIDATION);
          case PHONE -> known.get(PHONE_VALIDATION);
          default -> null;
        };
    return new DetailLine(
        name,
        Phrases.field(name),
        detail.value().shown(),
        detail.value() instanceof Value.Texts(var texts) ? texts : List.of(),
        source(detail.provenance(), detail.confidence())
            + " · "
            + Phrases.exact(detail.observedAt(), viewer.zone()),
        validation == null ? null : validation.value().shown().toUpperCase(Locale.ROOT),
        Citations.of(known.get(LeadDetail.CITATIONS)).of(detail.value()).stream()
            .map(message -> new Cited(message.number(), viewer.when(message.at()), message.words()))
            .toList());
  }

  /** The number of the message from which one of several values is; null if none is cited. */
  public @Nullable Integer numberOf(String one) {
    return cited.stream()
        .filter(message -> message.words().contains(one))
        .map(Cited::number)
        .findFirst()
        .orElse(null);
  }

  /** Whether the value is an address that may be followed. */
  public boolean link() {
    return value != null && value.startsWith("https://");
  }

  /** What is said of the address, as a person reads it. */
  public @Nullable String stateLabel() {
    return switch (state) {
      case "VALID" -> "Valid";
      case "RISKY" -> "Risky";
      case "INVALID" -> "Invalid";
      case null, default -> null;
    };
  }

  public String stateTone() {
    return switch (state) {
      case "VALID" -> "good";
      case "INVALID" -> "bad";
      case null, default -> "warn";
    };
  }

  /** Who told it, and how sure they are where they say so. */
  static String source(Provenance provenance, @Nullable Double confidence) {
    return confidence == null
        ? source(provenance)
        : "%s, %.0f%% sure".formatted(source(provenance), confidence * 100);
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
