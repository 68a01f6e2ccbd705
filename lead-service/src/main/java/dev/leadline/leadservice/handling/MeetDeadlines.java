package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Moment;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.LeadCommand.MeetDeadline;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.domain.SaveDeadlines;
import dev.leadline.leadservice.domain.TakeDeadlines;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to leads what was to be done when a time came. Several instances may do it at once: what one
 * has taken no other gets, and it is taken in the transaction that does it. What cannot be done to
 * one lead, because of a mistake of ours or an event that is broken, is counted and put off, so
 * that it holds up no other; while a server is away nothing is.
 */
public final class MeetDeadlines {

  private static final Logger LOG = LoggerFactory.getLogger(MeetDeadlines.class);

  private static final String SOURCE = "/leadline/clock";
  private static final int AT_ONCE = 100;
  private static final Duration PUT_OFF_FOR = Duration.ofMinutes(10);

  private final BatchTransaction transaction;
  private final Leads leads;
  private final TakeDeadlines take;
  private final SaveDeadlines save;
  private final Policies policies;
  private final Counter putOff;
  private final Clock clock;

  /** By this clock. */
  public MeetDeadlines(
      BatchTransaction transaction,
      Leads leads,
      TakeDeadlines take,
      SaveDeadlines save,
      Policies policies,
      MeterRegistry meters,
      Clock clock) {
    this.transaction = transaction;
    this.leads = leads;
    this.take = take;
    this.save = save;
    this.policies = policies;
    this.putOff =
        Counter.builder(Meters.PUT_OFF.meter())
            .description(
                "What was due to a lead and could not be done, each time that it was tried")
            .register(meters);
    this.clock = clock;
  }

  /** Does all that is due. */
  public void meet() {
    int met;
    do met = UntilStored.run(transaction, this::some);
    while (met == AT_ONCE);
  }

  private int some() {
    Instant now = clock.instant();
    List<Deadline> due = take.take(now, AT_ONCE);
    for (Deadline deadline : due) meetOrPutOff(deadline, now);
    return due.size();
  }

  private void meetOrPutOff(Deadline deadline, Instant now) {
    try {
      meet(deadline, now);
    } catch (RuntimeException | StackOverflowError broken) {
      if (RecordOneByOne.mayPass(broken)) throw broken;
      save.save(List.of(deadline.at(now.plus(PUT_OFF_FOR))), Map.of());
      putOff.increment();
      // Without its message, which may quote what a lead has said.
      String kind = broken.getClass().getSimpleName();
      LOG.warn("What is due to the lead {} is put off: {}", deadline.leadId(), kind);
    }
  }

  private void meet(Deadline deadline, Instant now) {
    // Read under its lock, and not before: what another writer adds meanwhile counts.
    leads.forget(deadline.leadId());
    Aggregate<LeadAggregate> lead = leads.find(deadline.leadId());
    if (lead == null) return;
    var moment = new Moment(now, SOURCE, UUID.randomUUID().toString());
    Leads.handle(
        lead,
        new MeetDeadline(deadline, moment, policies.of(deadline.tenant())),
        (event, place) -> EventMetadata.of(deadline.tenant()).toMetaData());
  }
}
