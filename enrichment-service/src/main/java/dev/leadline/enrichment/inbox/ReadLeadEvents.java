package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.events.lead.LeadAnnouncement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes lead events of records. One that is malformed is counted as {@code broken}, logged and
 * passed over: it is what we wrote ourselves, and stays in the event store. One of a type that only
 * a later version knows is passed over.
 */
@Component
final class ReadLeadEvents {

  private static final Logger LOG = LoggerFactory.getLogger(ReadLeadEvents.class);

  private final Counter broken;

  ReadLeadEvents(MeterRegistry meters) {
    broken = meters.counter(Meters.BROKEN.meter());
  }

  Stream<LeadAnnouncement> read(ConsumerRecord<byte[], byte[]> record) {
    return switch (LeadAnnouncement.read(name -> header(record, name), record.value())) {
      case LeadAnnouncement.Understood(LeadAnnouncement announcement) -> Stream.of(announcement);
      case LeadAnnouncement.Unknown(String type) -> Stream.empty();
      case LeadAnnouncement.Broken(String why) -> {
        LOG.warn(
            "The record at offset {} of {}-{} cannot be read and is passed over: {}",
            record.offset(),
            record.topic(),
            record.partition(),
            why);
        broken.increment();
        yield Stream.empty();
      }
    };
  }

  static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
