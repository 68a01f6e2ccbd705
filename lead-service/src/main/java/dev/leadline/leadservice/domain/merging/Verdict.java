package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether two leads that one event speaks of are one person (domain 4.4, 5.5, 6 row 17). */
sealed interface Verdict {

  /** So many emails a person may have. */
  int MOST_EMAILS = 10;

  /** So many browsers and devices a person may have. */
  int MOST_ANONYMOUS_IDS = 100;

  /** So many phone numbers a lead claims. */
  int MOST_PHONES = 10;

  /** They are. */
  record Same() implements Verdict {}

  /** They may be; somebody has to judge. */
  record Doubtful(Suggestion.Why why) implements Verdict {}

  /** They would be a lead with more keys than a person has: something joins what is not one. */
  record TooLarge() implements Verdict {}

  /** A member has said that they are not, or the event does not say that they are. */
  record Apart() implements Verdict {}

  /**
   * The verdict on two parties of one event, the same whichever is named first. In this order, the
   * first that holds:
   *
   * <ol>
   *   <li>a member parted them: never again by themselves;
   *   <li>the event looks one of them up and says nothing of the other: apart;
   *   <li>a phone number ties one of them, and either has an email: doubtful (4.4);
   *   <li>both have given an email of their own: doubtful (5.5);
   *   <li>both have an id in the same system of the customer, which are two: doubtful (5.5);
   *   <li>both are known, and the address of a page alone says so: doubtful (6 row 17);
   *   <li>more than {@value #MOST_EMAILS} emails or {@value #MOST_ANONYMOUS_IDS} devices: refused;
   *   <li>else they are one.
   * </ol>
   */
  static Verdict on(Party one, Party other) {
    if (one.lead().isApartFrom(other.lead())) return new Apart();
    if (one.isLookedUp() || other.isLookedUp()) return new Apart();
    if ((one.isTiedByPhoneAlone() || other.isTiedByPhoneAlone())
        && (one.hasEmail() || other.hasEmail())) return new Doubtful(Suggestion.Why.PHONE_ALONE);
    if (one.ownEmail() != null && other.ownEmail() != null && one.isKnown() && other.isKnown())
      return new Doubtful(Suggestion.Why.OWN_EMAILS);
    if (haveIdsOfOneKind(one, other)) return new Doubtful(Suggestion.Why.OWN_IDS);
    if (one.isKnown()
        && other.isKnown()
        && (one.isTiedByAddressAlone() || other.isTiedByAddressAlone()))
      return new Doubtful(Suggestion.Why.UNCONFIRMED);
    return isTooLarge(List.of(one.lead(), other.lead())) ? new TooLarge() : new Same();
  }

  /** A key belongs to one lead, so two leads that have keys of one kind have different ones. */
  private static boolean haveIdsOfOneKind(Party one, Party other) {
    for (IdentityKey.Kind kind : IdentityKey.Kind.values())
      if (Claim.Tie.isId(kind) && one.has(kind) && other.has(kind)) return true;
    return false;
  }

  /** Whether all of these together would have more keys than a person has (domain 5.5). */
  static boolean isTooLarge(List<LeadState> leads) {
    var all = new TreeSet<IdentityKey>();
    for (LeadState lead : leads) all.addAll(lead.picture().known().identities());
    return count(all, IdentityKey.Kind.EMAIL) > MOST_EMAILS
        || count(all, IdentityKey.Kind.ANONYMOUS_ID) > MOST_ANONYMOUS_IDS;
  }

  /** Whether one more key of this kind would be more than a person has. */
  static boolean isFull(LeadState lead, IdentityKey.Kind kind) {
    return switch (kind) {
      case EMAIL -> count(lead.picture().known().identities(), kind) >= MOST_EMAILS;
      case ANONYMOUS_ID -> count(lead.picture().known().identities(), kind) >= MOST_ANONYMOUS_IDS;
      case PHONE -> count(lead.picture().known().identities(), kind) >= MOST_PHONES;
      case CUSTOMER_KEY, SALESFORCE_LEAD, SALESFORCE_CONTACT, HUBSPOT_CONTACT, MARKETO_LEAD ->
          false;
    };
  }

  private static long count(Set<IdentityKey> keys, IdentityKey.Kind kind) {
    return keys.stream().filter(key -> key.kind() == kind).count();
  }
}
