package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.leadservice.domain.Erasure;
import dev.leadline.leadservice.domain.FindErasure;
import dev.leadline.leadservice.domain.LeadCommand;
import dev.leadline.leadservice.domain.RecordErasure;
import dev.leadline.leadservice.domain.Refusal;
import dev.leadline.leadservice.domain.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Erases people (domain 5.9). In one transaction a lead and all that is part of it say so on their
 * streams, their keys are destroyed, and the proof is kept. From then on nothing personal of them
 * can be read from the event store, and their identities lead to an anonymous shell for ever.
 */
public final class EraseLeads {

  private final BatchTransaction transaction;
  private final Leads leads;
  private final AcceptedEvents accepted;
  private final LeadKeys keys;
  private final RecordErasure record;
  private final FindErasure find;
  private final Runnable begun;

  /**
   * Everything that an erasure needs.
   *
   * @param begun called after each, for what is to be done outside of the transaction
   */
  public EraseLeads(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      LeadKeys keys,
      RecordErasure record,
      FindErasure find,
      Runnable begun) {
    this.transaction = transaction;
    this.leads = leads;
    this.accepted = accepted;
    this.keys = keys;
    this.record = record;
    this.find = find;
    this.begun = begun;
  }

  /**
   * An erasure as it was asked for.
   *
   * @param idempotencyKey by which a repetition is recognised; null if the caller gave none
   * @param bodyHash tells a repetition from another request under the same key
   * @param onVersion the lead's version for which it is asked; null if any will do
   */
  public record Request(
      String tenant,
      String leadId,
      @Nullable String idempotencyKey,
      long bodyHash,
      @Nullable Long onVersion,
      @Nullable String requestedBy,
      @Nullable String legalBasis,
      Instant at) {

    private UUID id(int n) {
      return idempotencyKey == null
          ? UUID.randomUUID()
          : Fingerprints.commandId(tenant, idempotencyKey, n);
    }
  }

  /** What became of it. */
  public sealed interface Answer {}

  /** The event store has forgotten the person, now or by an earlier request with the same key. */
  public record Begun(Erasure erasure) implements Answer {}

  /** A fact prevents it. */
  public record Refused(Refusal refusal) implements Answer {}

  /** There is no such lead. */
  public record UnknownLead() implements Answer {}

  /** Something has happened with the lead since. */
  public record VersionChanged(long version) implements Answer {}

  /** Something else was done under this key. */
  public record KeyReused() implements Answer {}

  /** Erases, or says why not. */
  public Answer erase(Request request) {
    Answer answer = UntilStored.run(transaction, () -> once(request));
    if (answer instanceof Begun) begun.run();
    return answer;
  }

  private Answer once(Request request) {
    // Whatever another instance did to them is known before they are erased together, or not.
    leads.forget(request.leadId());
    Aggregate<LeadAggregate> lead = leads.find(request.leadId());
    if (lead == null || !Leads.stateOf(lead).tenant().equals(request.tenant()))
      return new UnknownLead();
    UUID id = request.id(0);
    AcceptedEvents.Accepted before = accepted.find(List.of(id), List.of()).byEventId().get(id);
    if (before != null) return again(request, id, before);
    LeadState state = Leads.stateOf(lead);
    if (request.onVersion() != null && request.onVersion() != state.version())
      return new VersionChanged(state.version());
    var leadIds = new ArrayList<>(List.of(state.leadId()));
    Ruling ruling = erase(lead, null, request, id);
    if (ruling instanceof Ruling.Rejected rejected) {
      leads.makeSureItIsNewest(lead);
      return new Refused(rejected.refusal());
    }
    long events = state.version();
    List<String> parts = state.absorbed().stream().map(Absorbed::leadId).toList();
    parts.forEach(leads::forget);
    leads.prefetch(parts);
    for (Absorbed part : state.absorbed()) {
      Aggregate<LeadAggregate> absorbed = leads.find(part.leadId());
      if (absorbed == null) continue;
      events += Leads.stateOf(absorbed).version();
      Ruling ofPart = erase(absorbed, part.into(), request, request.id(leadIds.size()));
      if (ofPart instanceof Ruling.Rejected) leads.makeSureItIsNewest(absorbed);
      leadIds.add(part.leadId());
    }
    keys.destroy(leadIds, request.at());
    return new Begun(
        record.record(
            new Erasure(
                id,
                request.tenant(),
                request.leadId(),
                leadIds,
                request.requestedBy(),
                request.legalBasis(),
                request.at(),
                events,
                0,
                0,
                null)));
  }

  private Answer again(Request request, UUID id, AcceptedEvents.Accepted before) {
    Erasure erasure = find.find(request.tenant(), id);
    return erasure != null && before.hasBody().test(request.bodyHash())
        ? new Begun(erasure)
        : new KeyReused();
  }

  private static Ruling erase(
      Aggregate<LeadAggregate> lead, @Nullable String partOf, Request request, UUID eventId) {
    return Leads.handle(
        lead,
        new LeadCommand.Erase(partOf, request.legalBasis(), request.at()),
        (event, n) ->
            new EventMetadata(eventId, null, request.bodyHash(), request.tenant(), null)
                .toMetaData());
  }
}
