package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.IdentityKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who may be met anew by the keys of a person who was erased (domain 5.9). Such keys stay known, as
 * keyed hashes, so that no late event, none dated in the future, no replay, no pull from a CRM and
 * no cookie in a browser brings the person back. They themselves may come back.
 */
public final class Returning {

  private Returning() {}

  /**
   * Whether the event is of the time after the erasure, and either the person gave an email or a
   * phone number themselves, or it tells of somebody else on the same device: nothing but the
   * cookie in it is known, and it names a stronger key.
   *
   * <p>Both clocks have to say so: an event that was received before may be dated after, and one
   * that is dated before may have been on its way. A time that cannot be proves nothing.
   *
   * @param keys of the event
   * @param isErased whether a key leads to a person who was erased
   */
  public static boolean isAllowed(
      ChannelEvent event,
      List<IdentityKey> keys,
      Predicate<IdentityKey> isErased,
      Instant erasedAt) {
    OccurrenceTime time = OccurrenceTime.of(event);
    boolean after =
        !time.clamped() && time.at().isAfter(erasedAt) && event.receivedAt().isAfter(erasedAt);
    return after
        && !keys.isEmpty()
        && (Lead.isIdentifiedByItself(event) || isSomebodyElse(keys, isErased));
  }

  private static boolean isSomebodyElse(List<IdentityKey> keys, Predicate<IdentityKey> isErased) {
    List<IdentityKey> strong =
        keys.stream().filter(key -> key.kind() != IdentityKey.Kind.ANONYMOUS_ID).toList();
    return !strong.isEmpty() && strong.stream().noneMatch(isErased);
  }
}
