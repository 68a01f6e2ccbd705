package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.Suggestion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose an event is, and which leads it makes one.
 *
 * @param home the lead that records it, after the joins; null for a new one
 * @param part the lead whose keys brought it: the home itself, or one that it has absorbed by then;
 *     null for a new lead
 * @param joins what becomes part of the home, in this order
 * @param doubts leads that may be the same person as the home
 * @param refused leads that would make the home larger than a person can be
 * @param claimed keys that become the part's, or the new lead's
 * @param moved the device's key, which somebody else uses from now on; null if nobody does
 * @param strange nothing but typed words lead from a device that was not the home's to it: the
 *     device becomes an unconfirmed part of its own, as if it had been met before ({@link #at})
 */
public record Resolution(
    @Nullable String home,
    @Nullable String part,
    List<Join> joins,
    List<Doubt> doubts,
    List<String> refused,
    Set<IdentityKey> claimed,
    @Nullable IdentityKey moved,
    boolean strange) {

  /** A lead of which nobody has heard, with all the keys of its event. */
  public static Resolution ofNew(Set<IdentityKey> keys) {
    return new Resolution(null, null, List.of(), List.of(), List.of(), keys, null, false);
  }

  /** A lead whose keys all are by now. */
  public static Resolution ofKnown(String home, String part) {
    return new Resolution(home, part, List.of(), List.of(), List.of(), Set.of(), null, false);
  }

  /**
   * The same once the strange device has been met.
   *
   * @param device the lead of which nothing but the device is known
   */
  public Resolution at(String device) {
    return new Resolution(
        home, device, List.of(new Join(device, true)), doubts, refused, claimed, moved, false);
  }

  /**
   * A lead becomes part of the home.
   *
   * @param unconfirmed nothing but what somebody typed says that they are one
   */
  public record Join(String absorbed, boolean unconfirmed) {}

  /** Another lead may be the same person. */
  public record Doubt(String leadId, Suggestion.Why why, IdentityKey.Kind key) {}
}
