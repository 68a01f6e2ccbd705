package dev.leadline.gateway.domain;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Turns what somebody knows about a lead into the keys that its row is found by. */
public final class Identities {

  private static final String EXTENSION = ";ext=";

  private Identities() {}

  /** A browser's or device's id, as it is. */
  public static List<IdentityKey> anonymousId(String value) {
    return List.of(new IdentityKey(Kind.ANONYMOUS_ID, value.strip()));
  }

  /** An email address; nothing is found by what is none. */
  public static List<IdentityKey> email(String value) {
    return IdentityKey.email(value).stream().toList();
  }

  /**
   * A phone number with its country code: only its digits count, and those of an extension apart,
   * which follow as in {@code +14155552671;ext=5}.
   */
  public static List<IdentityKey> phone(String value) {
    int at = value.indexOf(EXTENSION);
    String number = "+" + Search.digitsOf(at < 0 ? value : value.substring(0, at));
    return List.of(
        new IdentityKey(
            Kind.PHONE,
            at < 0 ? number : number + EXTENSION + Search.digitsOf(value.substring(at))));
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
