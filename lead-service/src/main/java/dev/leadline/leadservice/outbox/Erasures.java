package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.eventstore.store.StoredEvent;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of {@code leadline.erased-leads}: every erasure as {@code leadline.lead-events} told
 * it, and for ever, so that it reaches also whoever was away for longer than that topic keeps.
 */
final class Erasures {

  private Erasures() {}

  static List<ProducerRecord<byte[], byte[]>> among(List<StoredEvent> events) {
    return events.stream()
        .filter(stored -> stored.event() instanceof LeadErased)
        .map(stored -> Announcement.of(Topics.ERASED_LEADS, stored))
        .toList();
  }
}
