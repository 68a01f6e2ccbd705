package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadDetail;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many fields a lead has room for (domain 5.12): anybody may write fields of any name from a
 * page, and without a bound one lead would grow until no record or document could hold it. Fields
 * of the data model, those that a tenant has declared and what a member types in have a place of
 * their own, which nobody else can take.
 */
final class FieldRoom {

  /** So many of which nobody has said what they are. */
  static final int MOST_UNDECLARED = 200;

  /** What Leadline itself makes of events. */
  private static final Set<String> OWN =
      Set.of(
          "email_unsubscribed",
          "text_opted_out",
          "recognised_by",
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content");

  private FieldRoom() {}

  /** What was observed, without new fields for which there is no room. */
  static List<Observation> within(LeadState lead, FieldTypes types, List<Observation> seen) {
    Set<String> without = without(lead, types, seen);
    return without.isEmpty()
        ? seen
        : seen.stream().filter(each -> !without.contains(each.field())).toList();
  }

  /** For whoever wants to know that not all would be taken; null if it would. */
  static @Nullable String mistake(LeadState lead, FieldTypes types, List<Observation> seen) {
    Set<String> without = without(lead, types, seen);
    return without.isEmpty()
        ? null
        : "A lead keeps %d fields that are not declared; there is no room for %d more."
            .formatted(MOST_UNDECLARED, without.size());
  }

  private static Set<String> without(LeadState lead, FieldTypes types, List<Observation> seen) {
    List<String> told =
        seen.stream()
            .map(Observation::field)
            .filter(field -> isUndeclared(field, types))
            .distinct()
            .sorted()
            .toList();
    if (told.isEmpty()) return Set.of();
    Map<String, FieldValue> known = lead.picture().known().fields();
    List<String> anew = told.stream().filter(field -> !known.containsKey(field)).toList();
    long taken = known.keySet().stream().filter(field -> isUndeclared(field, types)).count();
    return anew.stream()
        .skip(Math.max(0, MOST_UNDECLARED - taken))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isUndeclared(String field, FieldTypes types) {
    return LeadDetail.isCustom(field) && types.of(field) == null && !OWN.contains(field);
  }
}
