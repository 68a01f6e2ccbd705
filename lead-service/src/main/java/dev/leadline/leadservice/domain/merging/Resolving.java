package dev.leadline.leadservice.domain.merging;

import static dev.leadline.events.lead.IdentityKey.Kind.ANONYMOUS_ID;

import dev.leadline.events.Provenance;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.Session;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import dev.leadline.leadservice.domain.merging.Claim.Tie;
import dev.leadline.leadservice.domain.merging.Resolution.Doubt;
import dev.leadline.leadservice.domain.merging.Resolution.Join;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose an event is (domain 5.4, 5.5). It is recorded by the lead that its keys belong to; keys of
 * two leads make them one, where {@link Verdict} says so.
 *
 * <p>Where two leads are not made one, the event stays at its device, unless more than typed words
 * tie it to the other one: nobody gets into another's timeline by typing their email.
 */
public final class Resolving {

  /** The better known one survives; of two alike the older (domain 5.4). */
  private static final Comparator<Party> SURVIVES =
      Comparator.comparingInt(Party::rank)
          .thenComparing(
              Resolving::firstSeen, Comparator.nullsFirst(Comparator.<Instant>reverseOrder()))
          .thenComparing(party -> party.lead().leadId(), Comparator.reverseOrder());

  private Resolving() {}

  /** The answer to one event. */
  public static Resolution resolve(Claim claim) {
    List<Party> parties = Party.of(claim);
    Owner gone = erased(claim);
    if (gone != null) return Resolution.ofKnown(gone.lead().leadId(), gone.part());
    // Nobody becomes part of a lead whose person was erased; alone it refuses the event itself.
    if (!parties.stream().allMatch(Party::isErased)) parties.removeIf(Party::isErased);
    else if (parties.size() > 1) parties = new ArrayList<>(List.of(parties.getFirst()));
    Party device = device(parties);
    boolean moves = device != null && isSomebodyElse(device, claim);
    if (moves) parties.remove(device);
    var doubts = new ArrayList<Doubt>();
    for (Party party : List.copyOf(parties)) {
      Suggestion.Why why = whyAnother(party, claim);
      if (why == null) continue;
      doubts.add(new Doubt(party.lead().leadId(), why, strongest(claim, party)));
      parties.remove(party);
    }
    boolean passes = moves && device != null && takesOver(device, claim);
    IdentityKey moved = passes ? key(claim, ANONYMOUS_ID) : null;
    return parties.isEmpty()
        ? new Resolution(
            null, null, List.of(), doubts, List.of(), claimed(claim, null), moved, false)
        : among(parties, claim, doubts, moved);
  }

  private static Resolution among(
      List<Party> parties, Claim claim, List<Doubt> doubts, @Nullable IdentityKey moved) {
    Party first = first(parties, claim);
    var same = new ArrayList<>(List.of(first));
    var refused = new ArrayList<String>();
    for (Party other : parties) {
      if (same.contains(other)) continue;
      switch (verdict(same, other)) {
        case Verdict.Same one -> same.add(other);
        case Verdict.Doubtful(Suggestion.Why why) ->
            doubts.add(new Doubt(other.lead().leadId(), why, strongest(claim, other)));
        case Verdict.TooLarge large -> refused.add(other.lead().leadId());
        case Verdict.Apart two -> {}
      }
    }
    Party home = same.stream().max(SURVIVES).orElseThrow();
    same.remove(home);
    boolean trusted =
        home.isTrusted(claim.vouched())
            || same.stream().anyMatch(party -> party.isTrusted(claim.vouched()));
    boolean strange =
        same.isEmpty() && !trusted && !claim.proven() && isFromStrangeDevice(home, claim, moved);
    if (strange && home.isFull(ANONYMOUS_ID)) {
      refused.add(home.lead().leadId());
      return new Resolution(
          null, null, List.of(), doubts, refused, claimed(claim, null), moved, false);
    }
    return new Resolution(
        home.lead().leadId(),
        part(home, same),
        same.stream()
            .map(part -> new Join(part.lead().leadId(), !trusted && !claim.proven()))
            .toList(),
        doubts,
        refused,
        claimed(claim, home),
        moved,
        strange);
  }

  /**
   * Whether the lead is found by nothing but words that somebody typed, or the address of a page,
   * at a device that was not the lead's before (domain 5.5).
   */
  private static boolean isFromStrangeDevice(Party home, Claim claim, @Nullable IdentityKey moved) {
    return !home.isErased()
        && !home.ties().isEmpty()
        && home.ties().stream()
            .allMatch(tie -> tie.word() == Provenance.SELF || tie.word() == Provenance.URL)
        && claim.ties().stream()
            .anyMatch(
                tie -> tie.is(ANONYMOUS_ID) && (tie.owner() == null || tie.key().equals(moved)));
  }

  /** Whom the event is about for sure: by more than typed words, else by its device. */
  private static Party first(List<Party> parties, Claim claim) {
    for (Party party : parties) if (party.isTrusted(claim.vouched())) return party;
    Party device = device(parties);
    return device == null ? parties.getFirst() : device;
  }

  /** What speaks against one of those who are the same already speaks against all of them. */
  private static Verdict verdict(List<Party> same, Party other) {
    for (Party one : same)
      if (!(Verdict.on(one, other) instanceof Verdict.Same)) return Verdict.on(one, other);
    var all = new ArrayList<>(same.stream().map(Party::lead).toList());
    all.add(other.lead());
    return Verdict.isTooLarge(all) ? new Verdict.TooLarge() : new Verdict.Same();
  }

  /**
   * The lead that the event belongs to, should they be parted again: the one at whose device it
   * happened, else the absorbed one (domain 4.10, 29), else the one whose key is strongest.
   */
  private static String part(Party home, List<Party> absorbed) {
    for (Party party : absorbed) if (party.devicePart() != null) return party.devicePart();
    if (home.devicePart() != null) return home.devicePart();
    return absorbed.isEmpty() ? home.part() : absorbed.getFirst().part();
  }

  /**
   * Who is erased and by whose strongest key, other than a device's, the event comes: at whosever
   * device it happened, it brings nothing of them back (domain 5.9). Null if nobody is, or if the
   * event names a lead that is there.
   */
  private static @Nullable Owner erased(Claim claim) {
    if (claim.named() != null && claim.named().lead().erasedAt() == null) return null;
    for (Tie tie : claim.ties()) {
      Owner owner = tie.owner();
      if (owner == null) continue;
      return !tie.is(ANONYMOUS_ID) && owner.lead().erasedAt() != null ? owner : null;
    }
    return null;
  }

  /**
   * Two persons at one device: an email of their own, another one than the lead's, in another
   * session than the one in which the lead gave its own (domain 5.5).
   */
  private static boolean isSomebodyElse(Party device, Claim claim) {
    FieldValue own = device.ownEmail();
    Session session = device.lead().picture().activity().session();
    if (own == null || session == null || !device.isTiedByDeviceAlone()) return false;
    boolean another =
        claim.ties().stream()
            .anyMatch(tie -> tie.is(IdentityKey.Kind.EMAIL) && tie.word() == Provenance.SELF);
    Instant given = own.observed().at();
    return another
        && !Session.isOne(given, claim.at())
        && (!session.reaches(claim.at()) || given.isBefore(session.from()));
  }

  /** What somebody else did there before the lead's newest session leaves the device the lead's. */
  private static boolean takesOver(Party device, Claim claim) {
    Session session = device.lead().picture().activity().session();
    return session == null || new Session(claim.at(), claim.at()).reaches(session.from());
  }

  /** Why an event is about somebody else than this owner of a key; null if it may be about them. */
  private static Suggestion.@Nullable Why whyAnother(Party party, Claim claim) {
    if (party.named() || party.ties().stream().anyMatch(Tie::isId)) return null;
    if (claim.ties().stream()
        .anyMatch(tie -> tie.isId() && tie.owner() == null && party.has(tie.key().kind())))
      return Suggestion.Why.OWN_IDS;
    boolean otherEmail =
        claim.ties().stream()
            .anyMatch(tie -> tie.is(IdentityKey.Kind.EMAIL) && tie.owner() == null);
    return otherEmail && party.isTiedByPhoneAlone() && party.hasEmail()
        ? Suggestion.Why.PHONE_ALONE
        : null;
  }

  /**
   * An address of a page claims nothing for a lead that has given an email of its own, and nobody
   * claims more for a lead than a person has.
   */
  private static Set<IdentityKey> claimed(Claim claim, @Nullable Party home) {
    boolean hasOwn = home != null && home.ownEmail() != null;
    return claim.ties().stream()
        .filter(tie -> tie.owner() == null)
        .filter(tie -> !(hasOwn && tie.is(IdentityKey.Kind.EMAIL) && tie.word() == Provenance.URL))
        .filter(tie -> home == null || !home.isFull(tie.key().kind()))
        .map(Tie::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Party device(List<Party> parties) {
    for (Party party : parties) if (party.devicePart() != null) return party;
    return null;
  }

  private static @Nullable IdentityKey key(Claim claim, IdentityKey.Kind kind) {
    for (Tie tie : claim.ties()) if (tie.is(kind)) return tie.key();
    return null;
  }

  /** The kind of key that leads from one to the other: what is not the device's. */
  private static IdentityKey.Kind strongest(Claim claim, Party doubtful) {
    List<Tie> ties = doubtful.isTiedByDeviceAlone() ? claim.ties() : doubtful.ties();
    return ties.isEmpty() ? IdentityKey.Kind.ANONYMOUS_ID : ties.getFirst().key().kind();
  }

  private static @Nullable Instant firstSeen(Party party) {
    return party.lead().picture().activity().firstSeenAt();
  }
}
