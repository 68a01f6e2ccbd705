package dev.leadline.leadservice.domain;

import static java.util.Map.entry;

import dev.leadline.events.Value;
import dev.leadline.events.lead.IdentityKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a tenant's fields. A value of another type is not observed (domain 5.13); a field of
 * which nobody has said the type takes any value.
 *
 * @param custom by the names of the data model
 */
public record FieldTypes(Map<String, FieldType> custom) {

  /** The fields that every tenant has from the beginning, as the Leads API has them (2.12). */
  public static final Map<String, FieldType> BUILT_IN =
      Map.ofEntries(
          entry(Fields.EMAIL, FieldType.TEXT),
          entry(Fields.PHONE, FieldType.TEXT),
          entry("name", FieldType.TEXT),
          entry("first_name", FieldType.TEXT),
          entry("last_name", FieldType.TEXT),
          entry("job_title", FieldType.TEXT),
          entry("linkedin_url", FieldType.TEXT),
          entry("company_name", FieldType.TEXT),
          entry("num_employees", FieldType.NUMBER));

  /** Those of a tenant that has none of its own. */
  public static final FieldTypes NONE = new FieldTypes(Map.of());

  public FieldTypes {
    custom = Map.copyOf(custom);
  }

  /** Whether the field, under the data model's name, may have this value. */
  boolean take(String field, Value value) {
    FieldType type = of(field);
    return (type == null || type.takes(value)) && !isNoEmail(field, value);
  }

  /** What nobody can write to is nobody's email: no lead has it, and no stage is reached by it. */
  private static boolean isNoEmail(String field, Value value) {
    return field.equals(Fields.EMAIL) && IdentityKey.email(value.shown()).isEmpty();
  }

  /** The type of a field under the data model's name; null if nobody has said it. */
  public @Nullable FieldType of(String field) {
    FieldType builtIn = BUILT_IN.get(field);
    return builtIn == null ? custom.get(field) : builtIn;
  }

  /**
   * What is wrong with a value, in words that follow the name of the field; null if nothing is.
   *
   * @param given what the caller calls the field
   */
  public @Nullable String mistake(String given, Value value) {
    String field = Fields.named(given);
    FieldType type = of(field);
    if (type != null && !type.takes(value)) return "is not " + type.words();
    return isNoEmail(field, value) ? "is not an email address" : null;
  }
}
