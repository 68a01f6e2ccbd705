package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Message;
import dev.leadline.enrichment.domain.Messages;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.handling.ModerateMessages;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads what was decided about leads, for the messages in it. What becomes of a record:
 *
 * <ul>
 *   <li>malformed: counted as {@code broken}, logged and passed over; it is what we wrote
 *       ourselves, and stays in the event store;
 *   <li>of any other kind: passed over;
 *   <li>delivered again: scored again, under the same id if the scores are the same;
 *   <li>the provider or the broker is away: the batch is tried again for as long as it takes, with
 *       a growing pause. This group alone waits for it.
 * </ul>
 */
@Component
final class LeadEventsInbox {

  private static final Logger LOG = LoggerFactory.getLogger(LeadEventsInbox.class);

  private static final String INTERACTION = WireName.of(InteractionRecorded.class).cloudEventType();

  private final ModerateMessages moderate;
  private final MeterRegistry meters;

  LeadEventsInbox(ModerateMessages moderate, MeterRegistry meters) {
    this.moderate = moderate;
    this.meters = meters;
  }

  @KafkaListener(
      topics = Topics.LEAD_EVENTS,
      groupId = "enrichment-service.moderation",
      batch = "true")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    moderate.moderate(records.stream().flatMap(this::messages).toList());
  }

  private Stream<Message> messages(ConsumerRecord<byte[], byte[]> record) {
    if (!INTERACTION.equals(header(record, "ce_type"))) return Stream.empty();
    String leadId = header(record, "ce_subject");
    String id = header(record, "ce_id");
    String tenant = header(record, "ce_tenantid");
    try {
      if (leadId == null || id == null || record.value() == null) return broken(record);
      return Messages.in(
          Json.MAPPER.readValue(record.value(), InteractionRecorded.class),
          tenant == null ? ChannelEvent.DEFAULT_TENANT : tenant,
          leadId,
          id)
          .stream();
    } catch (JacksonException unreadable) {
      return broken(record);
    }
  }

  private Stream<Message> broken(ConsumerRecord<byte[], byte[]> record) {
    LOG.warn(
        "The record at offset {} of {}-{} cannot be read and is passed over",
        record.offset(),
        record.topic(),
        record.partition());
    meters.counter(Meters.BROKEN.meter()).increment();
    return Stream.empty();
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
