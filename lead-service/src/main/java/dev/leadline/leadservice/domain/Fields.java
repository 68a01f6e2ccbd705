package dev.leadline.leadservice.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.Shortened;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.view.LeadDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of the data model's fields, and how given values become observations (domain 2.2). */
final class Fields {

  static final String EMAIL = "email";
  static final String PHONE = "phone_number";

  /** Other spellings that producers use. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "phone", PHONE,
          "employee_count", "num_employees",
          "company", "company_name",
          "title", "job_title",
          "linkedin", "linkedin_url");

  private static final Set<String> IDENTIFYING =
      Set.of(EMAIL, PHONE, "name", "first_name", "last_name");

  /** What only those who look into a lead say of it, never a visitor or a page (domain 2.11). */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "email_validation",
          "phone_validation",
          "phone_e164",
          "conversation_summary",
          "questions_asked",
          LeadDetail.CITATIONS);

  /** What templates of links write where they know nothing (domain 2.10). */
  private static final Set<String> NOTHING = Set.of("null", "none", "undefined");

  private static final List<String> CAMPAIGN =
      List.of("source", "medium", "campaign", "term", "content");

  /** In characters. What is longer is in the payload of its event, as it came (domain 4.1). */
  private static final int LONGEST_VALUE = 8 * 1024;

  private static final int LONGEST_NAME = 200;

  private Fields() {}

  /**
   * The observation, its value no longer than a picture of a lead keeps it. Without a bound, what a
   * lead knows of itself would become larger than any record or document may be.
   */
  static Observation bounded(Observation seen) {
    Value value = bounded(seen.value());
    return value == seen.value()
        ? seen
        : new Observation(
            seen.field(), value, seen.provenance(), seen.confidence(), seen.at(), seen.about());
  }

  private static Value bounded(Value value) {
    return switch (value) {
      case Value.Text(String text) ->
          text.length() <= LONGEST_VALUE ? value : Value.text(Shortened.to(LONGEST_VALUE, text));
      case Value.Texts(List<String> texts) -> bounded(value, texts);
      case Value.Whole whole -> value;
      case Value.Flag flag -> value;
    };
  }

  private static Value bounded(Value value, List<String> texts) {
    int left = LONGEST_VALUE;
    var kept = new ArrayList<String>();
    for (String text : texts) {
      // One more for each: a list of nothing but empty texts is long too.
      if (left <= 0) break;
      kept.add(Shortened.to(left, text));
      left -= text.length() + 1;
    }
    boolean isWhole = kept.size() == texts.size() && left >= -1;
    return isWhole ? value : new Value.Texts(kept);
  }

  /** Whether a field tells who the lead is. */
  static boolean identifies(String field) {
    return IDENTIFYING.contains(field);
  }

  /** One value for a field; none if there is nothing in it, since null never overwrites. */
  static List<Observation> observed(String field, @Nullable String text, Provenance provenance) {
    if (text == null || text.isBlank()) return List.of();
    Observation seen = seen(field, Value.text(text.strip()), provenance);
    return FieldTypes.NONE.take(field, seen.value()) ? List.of(seen) : List.of();
  }

  /** The campaign that brought a visitor, as {@code utm_source} and so on (domain 2.10). */
  static List<Observation> campaign(@Nullable Map<String, String> utm) {
    if (utm == null || utm.isEmpty()) return List.of();
    return CAMPAIGN.stream()
        .filter(key -> utm.get(key) != null && !isNothing(utm.get(key)))
        .flatMap(key -> observed("utm_" + key, utm.get(key), Provenance.URL).stream())
        .toList();
  }

  /**
   * Every value of a form, a script or a program, under the data model's names; without those that
   * are not of the type that their field has for every tenant, and those that whoever says them
   * cannot know.
   */
  static List<Observation> observed(@Nullable Map<String, Value> fields, Provenance provenance) {
    if (fields == null) return List.of();
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null && !field.getValue().shown().isBlank())
        .map(field -> seen(named(field.getKey()), field.getValue(), provenance))
        .filter(seen -> FieldTypes.NONE.take(seen.field(), seen.value()))
        .filter(seen -> !isOfOthers(seen))
        .filter(seen -> provenance != Provenance.URL || !isNothing(seen.value().shown()))
        .toList();
  }

  private static Observation seen(String field, Value value, Provenance provenance) {
    return new Observation(
        field,
        field.equals(EMAIL) && value instanceof Value.Text(String given)
            ? Value.text(Identities.address(given))
            : value,
        provenance);
  }

  private static boolean isOfOthers(Observation seen) {
    return switch (seen.provenance()) {
      case SELF, URL -> OF_OTHERS.contains(seen.field());
      case MEMBER_EDIT, CRM, API, WORKFLOW, ENRICHMENT -> false;
      case DEANONYMIZED_PERSON, DEANONYMIZED_COMPANY, IP -> false;
    };
  }

  private static boolean isNothing(String text) {
    return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The data model's name for what a producer calls a field: snake case, aliases resolved. */
  static String named(String given) {
    String snake =
        given
            .strip()
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_|_$", "");
    return ALIASES.getOrDefault(snake, Shortened.to(LONGEST_NAME, snake));
  }
}
