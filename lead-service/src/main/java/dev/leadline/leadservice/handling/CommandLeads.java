package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.LeadCommand.TeamAction;
import dev.leadline.leadservice.domain.Refusal;
import dev.leadline.leadservice.domain.Ruling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Has leads do what team members ask, once for each idempotency key. */
public final class CommandLeads {

  private final BatchTransaction transaction;
  private final Leads leads;
  private final AcceptedEvents accepted;
  private final OwnKeys keys;

  /** Everything that a command needs. */
  public CommandLeads(
      BatchTransaction transaction, Leads leads, AcceptedEvents accepted, OwnKeys keys) {
    this.transaction = transaction;
    this.leads = leads;
    this.accepted = accepted;
    this.keys = keys;
  }

  /**
   * A command as it was asked for.
   *
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
      TeamAction action) {

    /** The fingerprint of what is asked, whatever white space it is written with. */
    public static long hash(String leadId, String action, JsonNode body) {
      return Fingerprints.of(leadId + '/' + action, body);
    }

    private CommandId id() {
      return new CommandId(tenant, idempotencyKey, bodyHash);
    }
  }

  /** What became of a command. */
  public sealed interface Answer {}

  /** It is done, now or by an earlier request with the same key. */
  public record Done(LeadState lead) implements Answer {}

  /** A fact prevents it. */
  public record Refused(Refusal refusal) implements Answer {}

  /** There is no such lead. */
  public record UnknownLead() implements Answer {}

  /** The lead has changed since the caller looked. */
  public record VersionChanged(long version) implements Answer {}

  /** Another command was done under this key. */
  public record KeyReused() implements Answer {}

  /** Does it, or says why not. */
  public Answer handle(Request request) {
    return UntilStored.run(transaction, () -> once(request));
  }

  /** What is known of a lead now, whichever instance wrote last; null if there is none. */
  public @Nullable LeadState find(String tenant, String leadId) {
    return find(tenant, List.of(leadId)).get(leadId);
  }

  /** The same of several, read together; without those that a tenant does not have. */
  public Map<String, LeadState> find(String tenant, Collection<String> leadIds) {
    if (leadIds.isEmpty()) return Map.of();
    return UntilStored.run(
        transaction,
        () -> {
          Map<String, LeadState> found = leads.read(leadIds);
          found.values().removeIf(lead -> !lead.tenant().equals(tenant));
          return found;
        });
  }

  private Answer once(Request request) {
    Aggregate<LeadAggregate> lead = known(request.tenant(), request.leadId());
    if (lead == null) return new UnknownLead();
    long before = Leads.stateOf(lead).version();
    Answer answer = answer(lead, request);
    if (Leads.stateOf(lead).version() == before) leads.makeSureItIsNewest(lead);
    return answer;
  }

  private Answer answer(Aggregate<LeadAggregate> lead, Request request) {
    LeadState state = Leads.stateOf(lead);
    Answer before = request.id().before(accepted, state, request.onVersion());
    if (before != null) return before;
    TeamAction action = keys.known(request.tenant(), request.leadId(), request.action());
    Ruling ruling = Leads.handle(lead, action, (event, n) -> request.id().metadata(n).toMetaData());
    return switch (ruling) {
      case Ruling.Accepted done -> {
        keys.claim(request.tenant(), request.leadId(), action);
        yield new Done(Leads.stateOf(lead));
      }
      case Ruling.Rejected rejected -> new Refused(rejected.refusal());
    };
  }

  private @Nullable Aggregate<LeadAggregate> known(String tenant, String leadId) {
    Aggregate<LeadAggregate> lead = leads.find(leadId);
    return lead != null && Leads.stateOf(lead).tenant().equals(tenant) ? lead : null;
  }
}
