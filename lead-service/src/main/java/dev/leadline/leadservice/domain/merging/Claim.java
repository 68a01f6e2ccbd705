package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.Provenance;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom one event is about, as it says itself and as the keys are owned by now.
 *
 * @param ties strongest first
 * @param named the lead whose id the event gives; null if it gives none that exists
 * @param vouched a CRM or a program of the customer says that these keys are one person's
 * @param proven the person has shown it: an answer from the mailbox, a booking, a record of the CRM
 * @param at when it happened
 */
public record Claim(
    List<Tie> ties, @Nullable Owner named, boolean vouched, boolean proven, Instant at) {

  public Claim {
    ties = List.copyOf(ties);
  }

  /**
   * A key of the event.
   *
   * @param word on which it belongs to whom the event is about
   * @param owner null while it is nobody's
   */
  public record Tie(IdentityKey key, Provenance word, @Nullable Owner owner) {

    boolean is(IdentityKey.Kind kind) {
      return key.kind() == kind;
    }

    /** Whether it is an id in a system of the customer. */
    boolean isId() {
      return isId(key.kind());
    }

    static boolean isId(IdentityKey.Kind kind) {
      return switch (kind) {
        case CUSTOMER_KEY, SALESFORCE_LEAD, SALESFORCE_CONTACT, HUBSPOT_CONTACT, MARKETO_LEAD ->
            true;
        case EMAIL, PHONE, ANONYMOUS_ID -> false;
      };
    }
  }

  /**
   * Whose a key is.
   *
   * @param lead the one that stands for the person now
   * @param part the lead that claimed the key: this one, or one that it has absorbed
   */
  public record Owner(LeadState lead, String part) {}
}
