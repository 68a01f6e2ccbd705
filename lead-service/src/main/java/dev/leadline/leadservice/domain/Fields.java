package dev.leadline.leadservice.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Content.Observation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final java.util.Set<String> IDENTIFYING =
      java.util.Set.of(EMAIL, PHONE, "name", "first_name", "last_name");

  private Fields() {}

  /** Whether a field tells who the lead is. */
  static boolean identifies(String field) {
    return IDENTIFYING.contains(field);
  }

  /** One value for a field; none if there is nothing in it, since null never overwrites. */
  static List<Observation> observed(String field, @Nullable String text, Provenance provenance) {
    if (text == null || text.isBlank()) return List.of();
    return List.of(new Observation(field, Value.text(text.strip()), provenance));
  }

  /**
   * Every value of a form, a script or a program, under the data model's names; without those that
   * are not of the type that their field has for every tenant.
   */
  static List<Observation> observed(@Nullable Map<String, Value> fields, Provenance provenance) {
    if (fields == null) return List.of();
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null && !field.getValue().shown().isBlank())
        .map(field -> new Observation(named(field.getKey()), field.getValue(), provenance))
        .filter(seen -> FieldTypes.NONE.take(seen.field(), seen.value()))
        .toList();
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
    return ALIASES.getOrDefault(snake, snake);
  }
}
