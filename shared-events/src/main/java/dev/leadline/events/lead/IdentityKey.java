package dev.leadline.events.lead;

import java.util.Comparator;

/**
 * A key that belongs to one lead at most, in its normalised form.
 *
 * @param value for an email: trimmed, lower-case, its domain in ASCII
 */
public record IdentityKey(Kind kind, String value) implements Comparable<IdentityKey> {

  private static final Comparator<IdentityKey> ORDER =
      Comparator.comparing(IdentityKey::kind).thenComparing(IdentityKey::value);

  /** Kinds of key, strongest first (domain 4.10, 8). */
  public enum Kind {
    CUSTOMER_KEY,
    SALESFORCE_LEAD,
    SALESFORCE_CONTACT,
    HUBSPOT_CONTACT,
    MARKETO_LEAD,
    EMAIL,
    PHONE,
    ANONYMOUS_ID
  }

  @Override
  public int compareTo(IdentityKey other) {
    return ORDER.compare(this, other);
  }
}
