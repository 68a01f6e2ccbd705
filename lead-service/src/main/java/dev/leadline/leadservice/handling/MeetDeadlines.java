package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Moment;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.LeadCommand.MeetDeadline;
import dev.leadline.leadservice.domain.TakeDeadlines;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;

/**
 * Does to leads what was to be done when a time came. Several instances may do it at once: what one
 * has taken no other gets, and it is taken in the transaction that does it.
 */
public final class MeetDeadlines {

  private static final String SOURCE = "/leadline/clock";
  private static final int AT_ONCE = 100;

  private final BatchTransaction transaction;
  private final Leads leads;
  private final TakeDeadlines take;
  private final Clock clock;

  /** By this clock. */
  public MeetDeadlines(BatchTransaction transaction, Leads leads, TakeDeadlines take, Clock clock) {
    this.transaction = transaction;
    this.leads = leads;
    this.take = take;
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
    for (Deadline deadline : due) {
      // Read under its lock, and not before: what another writer adds meanwhile counts.
      leads.forget(deadline.leadId());
      Aggregate<LeadAggregate> lead = leads.find(deadline.leadId());
      if (lead == null) continue;
      var moment = new Moment(now, SOURCE, UUID.randomUUID().toString());
      Leads.handle(
          lead,
          new MeetDeadline(deadline, moment),
          (event, place) -> EventMetadata.of(deadline.tenant()).toMetaData());
    }
    return due.size();
  }
}
