package dev.leadline.house;

import java.util.regex.Pattern;

/**
 * A place where a rule does not hold, and why that is better there.
 *
 * @param rule the rule's number, for example {@code P7}
 * @param place a class with its package, or a package with a dot at its end
 * @param reason for whoever meets the exemption later
 */
public record Exemption(String rule, String place, String reason) {

  private static final Pattern RULE = Pattern.compile("P([1-9]|1[01])|SERVICES|MAPPERS|ARTIFACTS");

  public Exemption {
    if (!RULE.matcher(rule).matches()) throw new IllegalArgumentException("No rule is " + rule);
    if (reason.isBlank()) throw new IllegalArgumentException(place + " is exempt without reason");
  }

  boolean covers(String broken) {
    int from = broken.indexOf('<') + 1;
    if (!broken.startsWith(place, from)) return false;
    int next = from + place.length();
    return place.endsWith(".")
        || next == broken.length()
        || !Character.isJavaIdentifierPart(broken.charAt(next))
        || broken.charAt(next) == '$';
  }
}
