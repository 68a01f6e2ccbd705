package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.Provenance;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import dev.leadline.leadservice.domain.merging.Claim.Tie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the leads that an event speaks of.
 *
 * @param ties the keys by which it does, strongest first
 * @param named the event gives the id of this lead, or of one that it has absorbed
 * @param part the lead whose id or strongest key it is: this one, or one that it has absorbed
 */
record Party(LeadState lead, List<Tie> ties, boolean named, String part) {

  private static final String EMAIL = "email";

  /** Everybody the event speaks of; whom it names comes first, then whose key is strongest. */
  static List<Party> of(Claim claim) {
    var parties = new LinkedHashMap<String, Party>();
    Owner named = claim.named();
    if (named != null)
      parties.put(named.lead().leadId(), new Party(named.lead(), List.of(), true, named.part()));
    for (Tie tie : claim.ties()) {
      Owner owner = tie.owner();
      if (owner == null) continue;
      parties.merge(
          owner.lead().leadId(),
          new Party(owner.lead(), List.of(tie), false, owner.part()),
          Party::and);
    }
    return new ArrayList<>(parties.values());
  }

  private Party and(Party more) {
    var all = new ArrayList<>(ties);
    all.addAll(more.ties);
    return new Party(lead, List.copyOf(all), named, part);
  }

  /** The part at whose device it happened; null if that is not this lead's. */
  @Nullable String devicePart() {
    for (Tie tie : ties)
      if (tie.is(IdentityKey.Kind.ANONYMOUS_ID) && tie.owner() != null) return tie.owner().part();
    return null;
  }

  boolean isErased() {
    return lead.erasedAt() != null;
  }

  /** Whether it has any key but those of devices. */
  boolean isKnown() {
    return lead.picture().known().identities().stream()
        .anyMatch(key -> key.kind() != IdentityKey.Kind.ANONYMOUS_ID);
  }

  /** Whether it has as many keys of this kind as a person may have. */
  boolean isFull(IdentityKey.Kind kind) {
    return Verdict.isFull(lead, kind);
  }

  boolean hasEmail() {
    return has(IdentityKey.Kind.EMAIL);
  }

  /** Whether it has a key of this kind. */
  boolean has(IdentityKey.Kind kind) {
    return lead.picture().known().identities().stream().anyMatch(key -> key.kind() == kind);
  }

  /** The email that the person gave, or a member typed in for them; null without one. */
  @Nullable FieldValue ownEmail() {
    FieldValue email = lead.picture().field(EMAIL);
    return email != null && email.provenance().rank() >= Provenance.SELF.rank() ? email : null;
  }

  /** Whether nothing but a device ties it to the event. */
  boolean isTiedByDeviceAlone() {
    return isTiedAloneBy(IdentityKey.Kind.ANONYMOUS_ID);
  }

  /** Whether nothing but a phone number ties it to the event. */
  boolean isTiedByPhoneAlone() {
    return isTiedAloneBy(IdentityKey.Kind.PHONE);
  }

  private boolean isTiedAloneBy(IdentityKey.Kind kind) {
    return !named && ties.stream().allMatch(tie -> tie.is(kind));
  }

  /** Whether it is tied to the event by nothing that anybody but the address of a page says. */
  boolean isTiedByAddressAlone() {
    return !named
        && !isTiedByDeviceAlone()
        && ties.stream()
            .filter(tie -> !tie.is(IdentityKey.Kind.ANONYMOUS_ID))
            .allMatch(tie -> tie.word() == Provenance.URL);
  }

  /** Whether it is tied by keys that the event only looks somebody up by. */
  boolean isLookedUp() {
    return !named
        && !isTiedByDeviceAlone()
        && ties.stream()
            .filter(tie -> !tie.is(IdentityKey.Kind.ANONYMOUS_ID))
            .allMatch(tie -> tie.word().rank() < Provenance.URL.rank());
  }

  /** Whether more than what somebody typed ties it to the event. */
  boolean isTrusted(boolean vouched) {
    return named
        || ties.stream()
            .anyMatch(
                tie ->
                    tie.isId()
                        ? tie.word().rank() > Provenance.URL.rank()
                        : vouched && tie.is(IdentityKey.Kind.EMAIL));
  }

  /** By the identity that the lead has: the provenance of its email, else of its phone. */
  int rank() {
    FieldValue email = lead.picture().field(EMAIL);
    FieldValue shown = email != null ? email : lead.picture().field("phone_number");
    int rank = shown == null ? -1 : shown.provenance().rank();
    boolean hasId =
        lead.picture().known().identities().stream().anyMatch(key -> Tie.isId(key.kind()));
    return hasId ? Math.max(rank, Provenance.CRM.rank()) : rank;
  }
}
