package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Meeting;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Picture;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one lead (domain 4.10, 22): its row, and its fields by section.
 *
 * @param customFields fields that belong to no section, by name
 * @param meetingState what became of the newest meeting; null without one
 * @param reachedAt when each stage was first reached; skipped stages are absent
 * @param absorbedLeadIds leads that turned out to be this person
 * @param crmSync how it stands with each CRM that it was written to or read from
 * @param movedTo this lead's id, if it was asked for by that of a lead it has absorbed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LeadDetail(
    @JsonUnwrapped LeadRow row,
    Sections sections,
    Map<String, Detail> customFields,
    MeetingChange.@Nullable State meetingState,
    Map<Stage, Instant> reachedAt,
    List<IdentityKey> identities,
    List<String> absorbedLeadIds,
    List<CrmSync> crmSync,
    @Nullable String movedTo) {

  /**
   * A value and how we know it.
   *
   * @param confidence how sure whoever told it is, from 0 to 1; null if they do not say
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Detail(
      Value value,
      Provenance provenance,
      String source,
      Instant observedAt,
      @Nullable Double confidence) {}

  /**
   * How a lead and its record in a CRM stand.
   *
   * @param at when that was
   * @param reason why the CRM did not take the lead; null otherwise, or if it did not say
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record CrmSync(CrmSystem system, State state, Instant at, @Nullable String reason) {

    /** What happened last; what was read counts only while nothing was to be written. */
    public enum State {
      WRITTEN,
      FAILED,
      READ
    }
  }

  /** The four sections of leads-page, each by field name, in the order in which they are read. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Sections(
      Map<String, Detail> personal,
      Map<String, Detail> conversationSummary,
      Map<String, Detail> company,
      Map<String, Detail> insights) {}

  /** What a person is like, in the order in which it is read. */
  public static final List<String> PERSONAL =
      List.of(
          "name",
          "first_name",
          "last_name",
          "email",
          "email_validation",
          "phone_number",
          "phone_validation",
          "phone_e164",
          "job_title",
          "seniority",
          "department",
          "linkedin_url",
          "location",
          "city",
          "region",
          "skills",
          "interests");

  /** What is said of an address or a number, and of which. */
  private static final Map<String, String> STATES =
      Map.of(
          "email_validation", "email",
          "phone_validation", "phone_number",
          "phone_e164", "phone_number");

  /**
   * Where the words of the conversation summary are from: a text for each quote, the time of its
   * message by {@link Instant#toString}, a blank, and the words of the lead.
   */
  public static final String CITATIONS = "summary_citations";

  /** What was talked about. */
  public static final List<String> CONVERSATION_SUMMARY =
      List.of(
          "conversation_summary",
          "questions_asked",
          "sales_stage",
          "pain_points",
          "interests_identified",
          CITATIONS);

  /** Where the person works. */
  public static final List<String> COMPANY =
      List.of(
          "company_name",
          "company_website",
          "company_domain",
          "industry",
          "revenue",
          "num_employees",
          "business_model",
          "products");

  /** What helps to talk to them. */
  public static final List<String> INSIGHTS =
      List.of("corporate_objectives", "competitors", "recent_news", "small_talk");

  private static final Set<String> IN_A_SECTION =
      Stream.of(PERSONAL, CONVERSATION_SUMMARY, COMPANY, INSIGHTS, CrmFields.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** Whether a field belongs to no section. */
  public static boolean isCustom(String field) {
    return !IN_A_SECTION.contains(field);
  }

  /**
   * The detail of a lead.
   *
   * @param askedFor its id, or that of a lead it has absorbed
   * @param now decides which step is overdue
   */
  public static LeadDetail of(LeadState lead, String askedFor, Instant now) {
    Picture picture = lead.picture();
    var rest = new TreeMap<>(picture.known().fields());
    rest.entrySet().removeIf(field -> isOfAnother(field.getKey(), field.getValue(), picture));
    var sections =
        new Sections(
            take(rest, PERSONAL),
            take(rest, CONVERSATION_SUMMARY),
            take(rest, COMPANY),
            take(rest, INSIGHTS));
    rest.keySet().removeAll(CrmFields.ALL);
    return new LeadDetail(
        LeadRow.of(lead, now),
        sections,
        take(rest, List.copyOf(rest.keySet())),
        picture.known().meetings().stream()
            .max(Meeting.NEWEST_LAST)
            .map(Meeting::state)
            .orElse(null),
        new TreeMap<>(picture.activity().reachedAt()),
        List.copyOf(picture.known().identities()),
        lead.absorbed().stream().map(Absorbed::leadId).toList(),
        CrmFields.syncs(picture.known().fields()),
        askedFor.equals(lead.leadId()) ? null : lead.leadId());
  }

  /** What was found out about an address or a number that is no longer the lead's. */
  private static boolean isOfAnother(String field, FieldValue state, Picture picture) {
    String of = STATES.get(field);
    if (of == null || state.about() == null) return false;
    FieldValue current = picture.field(of);
    return current == null
        || !state.about().strip().equalsIgnoreCase(current.value().shown().strip());
  }

  private static Map<String, Detail> take(Map<String, FieldValue> from, List<String> names) {
    var taken = new LinkedHashMap<String, Detail>();
    for (String name : names) {
      FieldValue value = from.remove(name);
      if (value == null) continue;
      taken.put(
          name,
          new Detail(
              value.value(),
              value.provenance(),
              value.observed().source(),
              value.at(),
              value.confidence()));
    }
    return Collections.unmodifiableMap(taken);
  }
}
