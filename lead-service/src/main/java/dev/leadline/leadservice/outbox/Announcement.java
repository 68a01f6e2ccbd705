package dev.leadline.leadservice.outbox;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.eventstore.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** A stored event as it is told outside. */
final class Announcement {

  /** What is personal is not here, and how many bytes the event has with it. */
  private static final String LEFT_OUT = "leadline-left-out-bytes";

  private Announcement() {}

  static ProducerRecord<byte[], byte[]> of(String topic, StoredEvent stored) {
    return of(topic, stored, stored.json());
  }

  /** Without what is personal: of what is larger than the broker takes. */
  static ProducerRecord<byte[], byte[]> bare(String topic, StoredEvent stored) {
    var message =
        of(topic, stored, Json.MAPPER.writeValueAsBytes(stored.event().withoutPersonal()));
    message.headers().add(LEFT_OUT, bytes(Integer.toString(stored.json().length)));
    return message;
  }

  /**
   * Returns once the broker has them all.
   *
   * @throws java.util.concurrent.CompletionException if it does not take one of them
   */
  static void send(
      KafkaTemplate<byte[], byte[]> kafka, List<ProducerRecord<byte[], byte[]>> records) {
    List<CompletableFuture<?>> sent =
        records.stream().<CompletableFuture<?>>map(kafka::send).toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private static ProducerRecord<byte[], byte[]> of(String topic, StoredEvent stored, byte[] json) {
    var message = new ProducerRecord<>(topic, bytes(stored.leadId()), json);
    var headers = message.headers();
    headers.add("ce_specversion", bytes("1.0"));
    headers.add("ce_id", bytes(stored.eventId().toString()));
    headers.add("ce_source", bytes("/leadline/lead-service"));
    headers.add("ce_type", bytes(WireName.of(stored.event().getClass()).cloudEventType()));
    headers.add("ce_time", bytes(stored.recordedAt().toString()));
    headers.add("ce_subject", bytes(stored.leadId()));
    headers.add("ce_tenantid", bytes(stored.tenant()));
    headers.add("ce_sequence", bytes(Long.toString(stored.sequence())));
    String traceParent = stored.traceParent();
    if (traceParent != null) headers.add("ce_traceparent", bytes(traceParent));
    headers.add("content-type", bytes("application/json"));
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
