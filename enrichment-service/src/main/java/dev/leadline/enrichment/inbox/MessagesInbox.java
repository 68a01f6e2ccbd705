package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Message;
import dev.leadline.enrichment.domain.Messages;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.handling.ModerateMessages;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what was decided about leads, for the messages in it. What becomes of a record:
 *
 * <ul>
 *   <li>not to be read: as {@link ReadLeadEvents} says;
 *   <li>without words of a lead: passed over, most of it unread;
 *   <li>breaking our code: counted as {@code broken}, logged and passed over;
 *   <li>delivered again: scored again, under the same id if the scores are the same;
 *   <li>the provider or the broker is away: the batch is tried again for as long as it takes, with
 *       a growing pause. This group alone waits for it.
 * </ul>
 */
@Component
final class MessagesInbox {

  private static final Logger LOG = LoggerFactory.getLogger(MessagesInbox.class);
  private static final String INTERACTION = WireName.of(InteractionRecorded.class).cloudEventType();

  private final ReadLeadEvents read;
  private final ModerateMessages moderate;
  private final MeterRegistry meters;

  MessagesInbox(ReadLeadEvents read, ModerateMessages moderate, MeterRegistry meters) {
    this.read = read;
    this.moderate = moderate;
    this.meters = meters;
  }

  @KafkaListener(
      topics = Topics.LEAD_EVENTS,
      groupId = "enrichment-service.moderation",
      batch = "true",
      // A provider that takes one text at a time, or has each call wait, is slow and not dead:
      // who is expelled in the middle of a batch begins it again, and is expelled again.
      properties = {"max.poll.records=100", "max.poll.interval.ms=1800000"})
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    moderate.moderate(
        records.stream()
            .filter(MessagesInbox::mayHoldMessages)
            .flatMap(read::read)
            .flatMap(this::messages)
            .toList());
  }

  /** One event that breaks our code must not stop all the others. */
  private Stream<Message> messages(LeadAnnouncement told) {
    try {
      return told.event() instanceof InteractionRecorded interaction
          ? Messages.in(interaction, told.tenant(), told.leadId(), told.eventId()).stream()
          : Stream.empty();
    } catch (RuntimeException broken) {
      LOG.error(
          "Lead event {} of lead {} is not moderated: {}",
          told.eventId(),
          told.leadId(),
          broken.getClass().getName());
      meters.counter(Meters.BROKEN.meter()).increment();
      return Stream.empty();
    }
  }

  /** Few events do: of the others only the beginning is read. */
  private static boolean mayHoldMessages(ConsumerRecord<byte[], byte[]> record) {
    if (!INTERACTION.equals(ReadLeadEvents.header(record, "ce_type"))) return false;
    String origin = record.value() == null ? null : originType(record.value());
    return origin == null || Messages.TYPES.contains(origin);
  }

  /** The type of what the channel told, which is the first that is written; null if it is not. */
  private static @Nullable String originType(byte[] json) {
    try (JsonParser parser = Json.MAPPER.createParser(json)) {
      return parser.nextToken() == JsonToken.START_OBJECT
              && "origin".equals(parser.nextName())
              && parser.nextToken() == JsonToken.START_OBJECT
              && "type".equals(parser.nextName())
          ? parser.nextStringValue()
          : null;
    } catch (JacksonException malformed) {
      return null;
    }
  }
}
