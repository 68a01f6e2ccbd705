package dev.leadline.timeline.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.RowChanged;
import dev.leadline.servicebase.Spans;
import dev.leadline.timeline.domain.AnnounceRowChanges;
import dev.leadline.timeline.domain.MakeReady;
import io.micrometer.tracing.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Announces row changes on a compacted topic: all of a batch are sent, then all are waited for. One
 * that the broker does not confirm fails the batch, which is then announced again as a whole; a
 * change announced twice is read twice and no more.
 */
@Component
class RowChangesOutbox implements AnnounceRowChanges, MakeReady {

  private static final List<Header> HEADERS =
      List.of(
          header("ce_specversion", "1.0"),
          header("ce_type", "leadline.row.changed.v1"),
          header("ce_source", "/timeline-service"),
          header("content-type", "application/json"));

  private final KafkaTemplate<String, byte[]> kafka;
  private final KafkaAdmin admin;
  private final RowChangesSettings settings;
  private final Spans spans;

  RowChangesOutbox(
      KafkaTemplate<String, byte[]> kafka,
      KafkaAdmin admin,
      RowChangesSettings settings,
      Spans spans) {
    this.kafka = kafka;
    this.admin = admin;
    this.settings = settings;
    this.spans = spans;
  }

  @Override
  public void makeReady() {
    admin.createOrModifyTopics(
        TopicBuilder.name(Topics.ROW_CHANGES).partitions(settings.partitions()).compact().build());
  }

  @Override
  public void announce(Collection<RowChanged> changes) {
    announce(changes, Map.of());
  }

  @Override
  public void announce(Collection<RowChanged> changes, Map<String, String> traceParents) {
    spans.within(
        "announce row changes",
        Span.Kind.PRODUCER,
        traceParents.values().stream(),
        () -> sent(changes, traceParents));
  }

  private int sent(Collection<RowChanged> changes, Map<String, String> traceParents) {
    var sent =
        changes.stream()
            .map(change -> kafka.send(message(change, traceParents.get(change.leadId()))))
            .toList();
    kafka.flush();
    try {
      sent.forEach(confirmation -> confirmation.join());
    } catch (CompletionException unconfirmed) {
      throw new IllegalStateException("Kafka did not confirm row changes", unconfirmed.getCause());
    }
    return sent.size();
  }

  private static ProducerRecord<String, byte[]> message(
      RowChanged change, @Nullable String traceParent) {
    var message =
        new ProducerRecord<>(
            Topics.ROW_CHANGES, change.leadId(), Json.MAPPER.writeValueAsBytes(change));
    HEADERS.forEach(message.headers()::add);
    message
        .headers()
        .add(header("ce_id", change.leadId() + "-" + change.version()))
        .add(header("ce_tenantid", change.tenant()));
    if (traceParent != null) message.headers().add(header("ce_traceparent", traceParent));
    return message;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
