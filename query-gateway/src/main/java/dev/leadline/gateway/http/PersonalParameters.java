package dev.leadline.gateway.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parameters that may name a person: that they were given is kept, and not what. An erasure cannot
 * look for it where it is kept.
 */
final class PersonalParameters {

  /** Instead of what was given. */
  static final String MASK = "...";

  /** Each of them names one person. */
  static final Set<String> IDENTITIES = Set.of("email", "phone", "anonymousId", "externalId");

  private static final Set<String> OTHERS = Set.of("q", "token");

  private PersonalParameters() {}

  static boolean has(String name) {
    return IDENTITIES.contains(name) || OTHERS.contains(name);
  }

  static boolean areIn(Collection<String> names) {
    return names.stream().anyMatch(PersonalParameters::has);
  }

  /** The same parameters without a word of a person. */
  static Map<String, List<String>> masked(Map<String, List<String>> given) {
    var masked = new TreeMap<>(given);
    masked.replaceAll((name, values) -> has(name) ? List.of(MASK) : values);
    return masked;
  }
}
