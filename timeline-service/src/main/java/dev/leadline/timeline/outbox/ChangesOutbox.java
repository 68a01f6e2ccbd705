package dev.leadline.timeline.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelinesChanged;
import dev.leadline.servicebase.PlatformTopics;
import dev.leadline.servicebase.Spans;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.MakeReady;
import io.micrometer.tracing.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Announces changes, each kind on its topic: all of a batch are sent, then all are waited for. One
 * that the broker does not confirm fails the batch, which is then announced again as a whole; a
 * change announced twice is read twice and no more.
 *
 * <p>Changes of rows are compacted, for an index that was away reads them later, and so each has a
 * message of its own. Those of timelines are for who looks just now, and a batch of them is one.
 */
@Component
class ChangesOutbox implements AnnounceChanges, MakeReady {

  /** Far from the megabyte that a broker takes. */
  private static final int TIMELINES_TOGETHER = 2000;

  private static final List<Header> HEADERS =
      List.of(
          header("ce_specversion", "1.0"),
          header("ce_source", "/timeline-service"),
          header("content-type", "application/json"));

  /** How a kind of change is told. */
  private enum Told {
    ROW(Topics.ROW_CHANGES, "leadline.row-changed.v1", "announce row changes"),
    TIMELINE(Topics.TIMELINE_CHANGES, "leadline.timelines-changed.v1", "announce timeline changes");

    private final String topic;
    private final String type;
    private final String span;

    Told(String topic, String type, String span) {
      this.topic = topic;
      this.type = type;
      this.span = span;
    }

    static Told of(LeadChange change) {
      return switch (change) {
        case RowChanged _ -> ROW;
        case TimelineChanged _ -> TIMELINE;
      };
    }
  }

  private final KafkaTemplate<String, byte[]> kafka;
  private final KafkaAdmin admin;
  private final RowChangesSettings settings;
  private final Spans spans;

  ChangesOutbox(
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
        PlatformTopics.of(Topics.ROW_CHANGES, settings.partitions()),
        PlatformTopics.of(Topics.TIMELINE_CHANGES));
  }

  @Override
  public void announce(Collection<? extends LeadChange> changes) {
    announce(changes, Map.of());
  }

  @Override
  public void announce(Collection<? extends LeadChange> changes, Map<String, String> traceParents) {
    if (changes.isEmpty()) return;
    Told told = Told.of(changes.iterator().next());
    spans.within(
        told.span,
        Span.Kind.PRODUCER,
        traceParents.values().stream(),
        () -> sent(told, changes, traceParents));
  }

  private int sent(
      Told told, Collection<? extends LeadChange> changes, Map<String, String> traceParents) {
    var sent = messages(told, changes, traceParents).map(kafka::send).toList();
    kafka.flush();
    try {
      sent.forEach(confirmation -> confirmation.join());
    } catch (CompletionException unconfirmed) {
      throw new IllegalStateException("Kafka did not confirm changes", unconfirmed.getCause());
    }
    return sent.size();
  }

  private static Stream<ProducerRecord<String, byte[]>> messages(
      Told told, Collection<? extends LeadChange> changes, Map<String, String> traceParents) {
    return switch (told) {
      case ROW -> changes.stream().map(row -> row(row, traceParents.get(row.leadId())));
      case TIMELINE ->
          changes.stream()
              .map(TimelineChanged.class::cast)
              .gather(Gatherers.windowFixed(TIMELINES_TOGETHER))
              .map(ChangesOutbox::timelines);
    };
  }

  private static ProducerRecord<String, byte[]> row(LeadChange row, @Nullable String traceParent) {
    var message = message(Told.ROW, row.leadId(), row);
    message
        .headers()
        .add(header("ce_id", row.leadId() + "-" + row.version()))
        .add(header("ce_tenantid", row.tenant()));
    if (traceParent != null) message.headers().add(header("ce_traceparent", traceParent));
    return message;
  }

  private static ProducerRecord<String, byte[]> timelines(List<TimelineChanged> written) {
    var message = message(Told.TIMELINE, null, new TimelinesChanged(written));
    message.headers().add(header("ce_id", UUID.randomUUID().toString()));
    return message;
  }

  private static ProducerRecord<String, byte[]> message(
      Told told, @Nullable String key, Object value) {
    var message = new ProducerRecord<>(told.topic, key, Json.MAPPER.writeValueAsBytes(value));
    HEADERS.forEach(message.headers()::add);
    message.headers().add(header("ce_type", told.type));
    return message;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
