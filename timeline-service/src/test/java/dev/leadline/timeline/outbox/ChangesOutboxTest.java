package dev.leadline.timeline.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.servicebase.Spans;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** What stands around a change, as {@code docs/asyncapi.yaml} has it. */
class ChangesOutboxTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  /** Stays open, as the one of a factory does. */
  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {}
      };

  private final ChangesOutbox outbox =
      new ChangesOutbox(
          new KafkaTemplate<>(() -> kafka),
          new KafkaAdmin(Map.of()),
          new RowChangesSettings(1),
          new Spans(Tracer.NOOP));

  private Map<String, String> headers() {
    var headers = new TreeMap<String, String>();
    for (var header : kafka.history().getFirst().headers())
      headers.put(header.key(), new String(header.value(), UTF_8));
    return headers;
  }

  @Test
  void a_change_of_a_row_has_the_name_of_its_schema() {
    outbox.announce(List.of(new RowChanged("lead-1", "acme", 7)), Map.of("lead-1", TRACE));

    assertThat(headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "lead-1-7",
                "ce_source", "/timeline-service",
                "ce_type", "leadline.row-changed.v1",
                "ce_tenantid", "acme",
                "ce_traceparent", TRACE,
                "content-type", "application/json"));
    assertThat(schema()).isTrue();
  }

  @Test
  void changes_of_timelines_have_the_name_of_their_schema() {
    outbox.announce(List.of(new TimelineChanged("lead-1", "acme", 7)));

    assertThat(headers())
        .containsKeys("ce_id", "ce_source", "content-type")
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "leadline.timelines-changed.v1");
    assertThat(schema()).isTrue();
  }

  /** Whether there is one under the name that was sent. */
  private boolean schema() {
    return RowChanged.class.getResource("/schemas/" + headers().get("ce_type") + ".json") != null;
  }
}
