package dev.leadline.leadservice.inbox;

import dev.leadline.events.Topics;
import dev.leadline.leadservice.handling.Outcome.Parked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** The dead-letter topic: records as they were received, with the reason in headers. */
@Component
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final KafkaTemplate<byte[], byte[]> kafka;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Parks records; returns when the broker has them all. */
  void park(Map<ConsumerRecord<byte[], byte[]>, Parked> parked) {
    List<CompletableFuture<?>> sent =
        parked.entrySet().stream()
            .<CompletableFuture<?>>map(letter -> send(letter.getKey(), letter.getValue()))
            .toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> record, Parked why) {
    LOG.warn(
        "Parked the record at offset {} of {}-{}: {}",
        record.offset(),
        record.topic(),
        record.partition(),
        why.reason());
    var letter =
        new ProducerRecord<byte[], byte[]>(
            Topics.CHANNEL_EVENTS_DEAD, null, record.key(), record.value(), record.headers());
    Headers headers = letter.headers();
    add(headers, "leadline-reason", why.reason().name());
    add(headers, "leadline-detail", why.detail());
    add(headers, "leadline-topic", record.topic());
    add(headers, "leadline-partition", Integer.toString(record.partition()));
    add(headers, "leadline-offset", Long.toString(record.offset()));
    add(headers, "leadline-timestamp", Long.toString(record.timestamp()));
    return kafka.send(letter);
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
