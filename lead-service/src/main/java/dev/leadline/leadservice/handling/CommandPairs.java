package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.merging.Merging;
import dev.leadline.leadservice.domain.merging.PairAction;
import dev.leadline.leadservice.handling.CommandLeads.Answer;
import dev.leadline.leadservice.handling.CommandLeads.Done;
import dev.leadline.leadservice.handling.CommandLeads.Refused;
import dev.leadline.leadservice.handling.CommandLeads.UnknownLead;
import java.util.List;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Has two leads do together what team members ask, in one transaction, once for each idempotency
 * key.
 */
public final class CommandPairs {

  private final BatchTransaction transaction;
  private final Leads leads;
  private final AcceptedEvents accepted;
  private final Policies policies;

  /** Everything that a command needs. */
  public CommandPairs(
      BatchTransaction transaction, Leads leads, AcceptedEvents accepted, Policies policies) {
    this.transaction = transaction;
    this.leads = leads;
    this.accepted = accepted;
    this.policies = policies;
  }

  /**
   * A command as it was asked for.
   *
   * @param leadId the lead that is asked, and whose new version is the answer
   * @param idempotencyKey by which a repetition is recognised; null if the caller gave none
   * @param bodyHash tells a repetition from another command under the same key
   * @param onVersion the lead's version that the caller has seen; null if any will do
   */
  public record Request(
      String tenant,
      String leadId,
      @Nullable String idempotencyKey,
      long bodyHash,
      @Nullable Long onVersion,
      PairAction action) {

    private CommandId id() {
      return new CommandId(tenant, idempotencyKey, bodyHash);
    }
  }

  /** Does it, or says why not. */
  public Answer handle(Request request) {
    return UntilStored.run(transaction, () -> once(request));
  }

  private Answer once(Request request) {
    var both = new BatchLeads(leads);
    String otherId = request.action().otherId();
    // Whatever another instance did to them is known before they are refused anything.
    leads.forget(request.leadId());
    leads.forget(otherId);
    both.prefetch(List.of(request.leadId(), otherId));
    Aggregate<LeadAggregate> lead = known(both, request.tenant(), request.leadId());
    if (lead == null) return new UnknownLead();
    CommandId id = request.id();
    Answer before = id.before(accepted, Leads.stateOf(lead), request.onVersion());
    if (before != null) return before;
    Aggregate<LeadAggregate> other = known(both, request.tenant(), otherId);
    LeadState otherState = other == null ? null : Leads.stateOf(other);
    return switch (Merging.decide(
        Leads.stateOf(lead), otherState, request.action(), policies.of(request.tenant()))) {
      case Merging.Refused refused -> new Refused(refused.refusal());
      case Merging.Decided decided -> {
        int first = decided.ofLead().size();
        Leads.take(lead, decided.ofLead(), (event, n) -> id.metadata(n).toMetaData());
        if (other != null)
          Leads.take(other, decided.ofOther(), (event, n) -> id.metadata(first + n).toMetaData());
        yield new Done(Leads.stateOf(lead));
      }
    };
  }

  private static @Nullable Aggregate<LeadAggregate> known(
      BatchLeads both, String tenant, String leadId) {
    Aggregate<LeadAggregate> lead = both.find(leadId);
    return lead != null && Leads.stateOf(lead).tenant().equals(tenant) ? lead : null;
  }
}
