package dev.leadline.events.lead;

import dev.leadline.events.Unseen;
import java.net.IDN;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that belongs to one lead at most, in its normalised form.
 *
 * @param value for an email: as {@link #email} makes it
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

  /**
   * An email address: trimmed, also of what nobody sees ({@link Unseen}), lower-case, its domain in
   * ASCII; no dots or tags folded. Empty for what is none.
   */
  public static Optional<IdentityKey> email(@Nullable String given) {
    if (given == null) return Optional.empty();
    String email = Unseen.stripped(given).toLowerCase(Locale.ROOT);
    int at = email.lastIndexOf('@');
    if (at <= 0 || at == email.length() - 1 || email.chars().anyMatch(Unseen::isBlank))
      return Optional.empty();
    try {
      String domain = IDN.toASCII(email.substring(at + 1), IDN.ALLOW_UNASSIGNED);
      return Optional.of(new IdentityKey(Kind.EMAIL, email.substring(0, at + 1) + domain));
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(IdentityKey other) {
    return ORDER.compare(this, other);
  }
}
