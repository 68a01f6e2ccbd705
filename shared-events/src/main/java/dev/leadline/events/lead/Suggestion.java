package dev.leadline.events.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another lead that may be the same person, for somebody to judge (domain 5.5).
 *
 * @param leadId the other lead
 * @param why they were not joined at once; null if that was not told
 * @param key the kind of key by which one event named both; null if that was not told
 */
public record Suggestion(
    String leadId, @Nullable Why why, IdentityKey.@Nullable Kind key, Instant at)
    implements Comparable<Suggestion> {

  /** What speaks against it that they are one person. */
  public enum Why {
    /** Both have given an email of their own. */
    OWN_EMAILS,
    /** Each has an id of its own in the same system of the customer. */
    OWN_IDS,
    /** Both are known, and nothing but the address of a page says that they are one. */
    UNCONFIRMED,
    /** They share a phone number, and at least one of them has an email. */
    PHONE_ALONE
  }

  @Override
  public int compareTo(Suggestion other) {
    return leadId.compareTo(other.leadId);
  }
}
