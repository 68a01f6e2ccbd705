package dev.leadline.gateway.domain;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Turns what somebody knows about a lead into the keys that its row is found by. */
public final class Identities {

  private Identities() {}

  /** A browser's or device's id, as it is. */
  public static List<IdentityKey> anonymousId(String value) {
    return List.of(new IdentityKey(Kind.ANONYMOUS_ID, value.strip()));
  }

  /** An email address: trimmed, lower-case, its domain in ASCII. */
  public static List<IdentityKey> email(String value) {
    String email = value.strip().toLowerCase(Locale.ROOT);
    int at = email.lastIndexOf('@');
    if (at < 0) return List.of(new IdentityKey(Kind.EMAIL, email));
    try {
      String domain = IDN.toASCII(email.substring(at + 1), IDN.ALLOW_UNASSIGNED);
      return List.of(new IdentityKey(Kind.EMAIL, email.substring(0, at + 1) + domain));
    } catch (IllegalArgumentException noDomain) {
      return List.of(new IdentityKey(Kind.EMAIL, email));
    }
  }

  /** A phone number with its country code: only its digits count. */
  public static List<IdentityKey> phone(String value) {
    return List.of(new IdentityKey(Kind.PHONE, "+" + Search.digitsOf(value)));
  }

  /** An id in one of the customer's own systems, whichever it is. */
  public static List<IdentityKey> externalId(String value) {
    return Stream.of(
            Kind.CUSTOMER_KEY,
            Kind.SALESFORCE_LEAD,
            Kind.SALESFORCE_CONTACT,
            Kind.HUBSPOT_CONTACT,
            Kind.MARKETO_LEAD)
        .map(kind -> new IdentityKey(kind, value.strip()))
        .toList();
  }
}
