package dev.leadline.gateway.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.UUID;

/**
 * A lead's id as two numbers, by which leads come that are equal in an order: numbers are sorted
 * and kept with far less work than texts that are all different.
 *
 * <p>Ids of leads are UUIDs, and keys are in the order of their texts. An id of another form has
 * the key of the UUID that is made of its name.
 *
 * @param high the first 64 bits, as a number that is in the same order with its sign
 * @param low the other 64 bits, likewise
 */
public record LeadKey(long high, long low) implements Comparable<LeadKey> {

  private static final Comparator<LeadKey> ORDER =
      Comparator.comparingLong(LeadKey::high).thenComparingLong(LeadKey::low);

  /** The key of a lead's id. */
  public static LeadKey of(String leadId) {
    UUID id = uuid(leadId);
    return new LeadKey(
        id.getMostSignificantBits() ^ Long.MIN_VALUE,
        id.getLeastSignificantBits() ^ Long.MIN_VALUE);
  }

  private static UUID uuid(String leadId) {
    try {
      UUID id = UUID.fromString(leadId);
      // It reads other texts than it writes, of which two would have one key.
      if (id.toString().equals(leadId)) return id;
    } catch (IllegalArgumentException anotherForm) {
      // Its name it is.
    }
    return UUID.nameUUIDFromBytes(leadId.getBytes(UTF_8));
  }

  @Override
  public int compareTo(LeadKey other) {
    return ORDER.compare(this, other);
  }
}
