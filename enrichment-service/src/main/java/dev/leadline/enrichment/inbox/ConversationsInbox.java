package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Recorded;
import dev.leadline.enrichment.handling.AskAround;
import dev.leadline.enrichment.handling.FollowConversations;
import dev.leadline.enrichment.handling.FollowForCrm;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.LeadEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what was decided about leads, for what was said with them and for what the CRM is to know.
 * What is kept and what is wanted is written in one transaction. What becomes of a record:
 *
 * <ul>
 *   <li>malformed: counted as {@code broken}, logged and passed over; it is what we wrote
 *       ourselves, and stays in the event store;
 *   <li>of a type that only a later version knows: passed over;
 *   <li>delivered again: changes nothing;
 *   <li>the database is away: the batch is tried again for as long as it takes. This group alone
 *       waits for it.
 * </ul>
 */
@Component
final class ConversationsInbox {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationsInbox.class);

  private static final Map<String, Class<? extends LeadEvent>> KNOWN =
      WireName.catalogue(LeadEvent.class);
  private static final Pattern TYPE = Pattern.compile("leadline\\.(.+)\\.v(\\d{1,4})");
  private static final EnumSet<Purpose> WOKEN =
      EnumSet.of(Purpose.SUMMARY, Purpose.CRM_SALESFORCE, Purpose.CRM_HUBSPOT, Purpose.CRM_MARKETO);

  private final FollowConversations conversations;
  private final FollowForCrm crm;
  private final AskAround askAround;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;

  ConversationsInbox(
      FollowConversations conversations,
      FollowForCrm crm,
      AskAround askAround,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.conversations = conversations;
    this.crm = crm;
    this.askAround = askAround;
    this.transaction = transaction;
    this.meters = meters;
  }

  @KafkaListener(
      topics = Topics.LEAD_EVENTS,
      groupId = "enrichment-service.conversations",
      batch = "true")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Recorded> events = records.stream().flatMap(this::read).toList();
    if (events.isEmpty()) return;
    transaction.executeWithoutResult(
        _ -> {
          crm.follow(events);
          conversations.follow(events);
        });
    askAround.wake(WOKEN);
  }

  private Stream<Recorded> read(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers())
      if (header.value() != null)
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    String leadId = headers.get("ce_subject");
    String sequence = headers.get("ce_sequence");
    if (!(CloudEvent.read(headers, record.value()) instanceof CloudEvent.Understood(var event))
        || leadId == null
        || sequence == null) return broken(record);
    Matcher type = TYPE.matcher(event.type());
    Class<? extends LeadEvent> known = type.matches() ? KNOWN.get(type.group(1)) : null;
    if (known == null) return Stream.empty();
    try {
      var name = new WireName(type.group(1), Integer.parseInt(type.group(2)));
      int revision = WireName.of(known).revision();
      if (name.revision() > revision) return Stream.empty();
      JsonNode body = Upcasts.ALL.upcast(name, revision, event.data());
      return Stream.of(
          new Recorded(
              event.tenant(),
              leadId,
              event.id(),
              Long.parseLong(sequence),
              event.time(),
              Json.MAPPER.treeToValue(body, known),
              event.traceParent()));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return broken(record);
    }
  }

  private Stream<Recorded> broken(ConsumerRecord<byte[], byte[]> record) {
    LOG.warn(
        "The record at offset {} of {}-{} cannot be read and is passed over",
        record.offset(),
        record.topic(),
        record.partition());
    meters.counter(Meters.BROKEN.meter()).increment();
    return Stream.empty();
  }
}
