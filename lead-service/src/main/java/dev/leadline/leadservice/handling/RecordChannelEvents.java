package dev.leadline.leadservice.handling;

import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.NameNetwork;
import dev.leadline.leadservice.domain.RecognisePrograms;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Records a batch of channel events: resolves whose they are, decides, appends, in one transaction.
 * Safe to be called again with the same events at any time: what is stored is recognised by its id.
 */
public final class RecordChannelEvents {

  private final BatchTransaction transaction;
  private final Leads leads;
  private final AcceptedEvents accepted;
  private final FindLeadsByKeys findLeads;
  private final ClaimKeys claimKeys;
  private final FindCountry findCountry;
  private final NameNetwork nameNetwork;
  private final BlockedNetworks blockedNetworks;
  private final RecognisePrograms programs;
  private final Policies policies;
  private final Supplier<String> newLeadId;
  private final MergeCounters merges;

  /** Everything that recording needs. */
  public RecordChannelEvents(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      FindLeadsByKeys findLeads,
      ClaimKeys claimKeys,
      FindCountry findCountry,
      NameNetwork nameNetwork,
      BlockedNetworks blockedNetworks,
      RecognisePrograms programs,
      Policies policies,
      Supplier<String> newLeadId,
      MergeCounters merges) {
    this.transaction = transaction;
    this.leads = leads;
    this.accepted = accepted;
    this.findLeads = findLeads;
    this.claimKeys = claimKeys;
    this.findCountry = findCountry;
    this.nameNetwork = nameNetwork;
    this.blockedNetworks = blockedNetworks;
    this.programs = programs;
    this.policies = policies;
    this.newLeadId = newLeadId;
    this.merges = merges;
  }

  /**
   * Records the events in their order.
   *
   * @return one outcome for each, in the same order
   * @throws ConcurrencyException when other writers won every time; nothing is stored then
   * @throws LockAcquisitionFailedException when other threads held the leads every time; likewise
   */
  public List<Outcome> record(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) return List.of();
    Recorded recorded = UntilStored.run(transaction, () -> once(batch(arrivals)));
    merges.count(recorded.pairs());
    return recorded.outcomes();
  }

  /** What became of an event that was meant for one version of its lead. */
  public sealed interface Conditional {}

  /** The lead had that version, or the event had been stored before. */
  public record OnVersion(Outcome outcome) implements Conditional {}

  /** Not stored: the lead has this version, which is 0 where nobody knows it. */
  public record OtherVersion(long newest) implements Conditional {}

  /**
   * Records an event if the lead that it names has the version given.
   *
   * @throws ConcurrencyException as {@link #record(List)}
   * @throws LockAcquisitionFailedException likewise
   */
  public Conditional record(Arrival arrival, long version) {
    Tried tried =
        UntilStored.run(
            transaction,
            () -> {
              Batch batch = batch(List.of(arrival));
              Long newest = batch.otherThan(version);
              return newest == null
                  ? new Tried(new OnVersion(once(batch).outcomes().getFirst()), batch.pairs())
                  : new Tried(new OtherVersion(newest), List.of());
            });
    merges.count(tried.pairs());
    return tried.answer();
  }

  private record Tried(Conditional answer, List<MergeCounters.Pair> pairs) {}

  private record Recorded(List<Outcome> outcomes, List<MergeCounters.Pair> pairs) {}

  private Recorded once(Batch batch) {
    List<Outcome> outcomes = batch.record();
    claimKeys.claim(batch.owners().claimed(), batch.owners().moved());
    return new Recorded(outcomes, batch.pairs());
  }

  private Batch batch(List<Arrival> arrivals) {
    return new Batch(
        arrivals,
        leads,
        findLeads,
        accepted,
        findCountry,
        nameNetwork,
        blockedNetworks,
        programs,
        policies,
        newLeadId);
  }
}
