package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.ForgottenLeads;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.handling.AskAround;
import dev.leadline.enrichment.handling.FollowConversations;
import dev.leadline.enrichment.handling.FollowForCrm;
import dev.leadline.enrichment.handling.FollowLeads;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.servicebase.StoreFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what was decided about leads, to know whom to ask what, what was said with them, and what
 * the CRM is to know. What becomes of a record:
 *
 * <ul>
 *   <li>not to be read: as {@link ReadLeadEvents} says;
 *   <li>breaking our code or refused by the database: counted as {@code broken}, logged and passed
 *       over;
 *   <li>delivered again: known already, and asks nothing; so is an erasure, which comes by a topic
 *       of its own as well;
 *   <li>the database is away: the batch is tried again for as long as it takes.
 * </ul>
 *
 * Nobody outside is asked here: whoever hangs delays no event.
 */
@Component
final class LeadsInbox {

  private static final Logger LOG = LoggerFactory.getLogger(LeadsInbox.class);

  private final ReadLeadEvents read;
  private final FollowLeads leads;
  private final FollowConversations conversations;
  private final FollowForCrm crm;
  private final ForgottenLeads forgotten;
  private final AskAround askAround;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;

  LeadsInbox(
      ReadLeadEvents read,
      FollowLeads leads,
      FollowConversations conversations,
      FollowForCrm crm,
      ForgottenLeads forgotten,
      AskAround askAround,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.read = read;
    this.leads = leads;
    this.conversations = conversations;
    this.crm = crm;
    this.forgotten = forgotten;
    this.askAround = askAround;
    this.transaction = transaction;
    this.meters = meters;
  }

  @KafkaListener(
      topics = {Topics.LEAD_EVENTS, Topics.ERASED_LEADS},
      groupId = "enrichment-service.leads",
      batch = "true")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    take(records, this::follow);
  }

  /** What happened before there was a CRM: it is to know of it, and nobody is asked about it. */
  @KafkaListener(
      topics = "${leadline.enrichment-service.crm.history}",
      groupId = "enrichment-service.crm-history",
      batch = "true",
      autoStartup = "#{'${leadline.enrichment-service.crm.history}' != ''}")
  void takeHistory(List<ConsumerRecord<byte[], byte[]>> records) {
    take(records, this::followHistory);
  }

  private void take(
      List<ConsumerRecord<byte[], byte[]>> records, Consumer<List<LeadAnnouncement>> follow) {
    List<LeadAnnouncement> batch = records.stream().flatMap(read::read).toList();
    if (batch.isEmpty()) return;
    try {
      follow.accept(batch);
    } catch (RuntimeException broken) {
      if (StoreFailures.mayPass(broken)) throw broken;
      oneByOne(batch, follow);
    }
  }

  private void follow(List<LeadAnnouncement> batch) {
    leads.follow(batch);
    Set<Purpose> wished = EnumSet.noneOf(Purpose.class);
    transaction.executeWithoutResult(
        _ -> {
          List<LeadAnnouncement> known = forgotten.without(batch);
          wished.addAll(crm.follow(known));
          wished.addAll(conversations.follow(known));
        });
    askAround.wake(wished);
  }

  private void followHistory(List<LeadAnnouncement> batch) {
    leads.follow(
        batch.stream()
            .filter(announced -> announced.event() instanceof LeadEvent.LeadErased)
            .toList());
    Set<Purpose> wished = transaction.execute(_ -> crm.follow(forgotten.without(batch)));
    if (wished != null) askAround.wake(wished);
  }

  /** One event that breaks our code must not stop all the others. */
  private void oneByOne(List<LeadAnnouncement> batch, Consumer<List<LeadAnnouncement>> follow) {
    for (LeadAnnouncement announced : batch)
      try {
        follow.accept(List.of(announced));
      } catch (RuntimeException broken) {
        if (StoreFailures.mayPass(broken)) throw broken;
        LOG.error(
            "Lead event {} of lead {} is passed over: {}",
            announced.eventId(),
            announced.leadId(),
            broken.getClass().getName());
        meters.counter(Meters.BROKEN.meter()).increment();
      }
  }
}
