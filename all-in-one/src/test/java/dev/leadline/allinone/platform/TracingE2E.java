package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** One trace from the producer's record to the row, and nobody's words in it. */
class TracingE2E {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Platform platform = SharedPlatform.platform();
  private final Outsider outsider = SharedPlatform.outsider();

  private static String traceId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String kept(String traceId) {
    return "00-" + traceId + "-00f067aa0ba902b7-01";
  }

  private static Event booking(String visitor) {
    return Event.of(
        "calendar.meeting-booked",
        Instant.now(),
        """
        {"identity": {"anonymousId": "%s", "email": "%s@acme.example", "asserted": "SELF"},
         "payload": {"meetingId": "meet-1", "startsAt": "2030-12-01T09:00:00Z"}}
        """
            .formatted(visitor, visitor));
  }

  private static List<String> names(String traceId) {
    return KeptSpans.of(traceId).stream().map(SpanData::getName).toList();
  }

  @Test
  void a_trace_leads_from_the_record_of_a_producer_to_the_row_and_to_whoever_is_told() {
    String visitor = "traced-" + UUID.randomUUID();
    String traceId = traceId();

    outsider.publish(booking(visitor), kept(traceId));

    await("all that was done for the event")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(names(traceId))
                    .contains(
                        "ingest channel events",
                        "announce lead events",
                        "project timeline-service.lead-rows",
                        "announce row changes",
                        "index rows",
                        "plan notifications",
                        "deliver inbox"));
    String leadId = outsider.rowsOf(visitor).path(0).path("leadId").asString();
    assertThat(traceParentOfRowChange(leadId)).contains(traceId);
    assertThat(KeptSpans.of(traceId))
        .allSatisfy(
            span ->
                assertThat(span.toString()).doesNotContain("acme.example").doesNotContain(visitor));
    await("the collector is sent them").atMost(SOON).until(() -> KeptSpans.sent() > 0);
  }

  @Test
  void a_request_is_the_beginning_of_the_same_trace() {
    String visitor = "called-" + UUID.randomUUID();
    String traceId = traceId();
    String event =
        """
        {"specversion": "1.0", "id": "%s", "source": "/outside",
         "type": "leadline.web.page-viewed.v1", "time": "%s",
         "data": {"identity": {"anonymousId": "%s"}, "payload": {"url": "https://a.example/"}}}
        """
            .formatted(UUID.randomUUID(), Instant.now(), visitor);

    var answer = outsider.post("/v1/events", "application/cloudevents+json", event, kept(traceId));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    await("all that was done for the request")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(names(traceId))
                    .contains("ingest channel events", "announce row changes")
                    .filteredOn(name -> name.equals("http post /v1/events"))
                    .as("of the gateway and of what takes events in")
                    .hasSize(2));
    SpanData ingest =
        KeptSpans.of(traceId).stream()
            .filter(span -> span.getName().equals("ingest channel events"))
            .findFirst()
            .orElseThrow();
    assertThat(KeptSpans.of(traceId))
        .filteredOn(span -> span.getSpanId().equals(ingest.getParentSpanId()))
        .extracting(SpanData::getName)
        .containsExactly("http post /v1/events");
  }

  @Test
  void who_keeps_no_trace_gets_no_span() {
    String left = traceId();
    String followed = traceId();
    String visitor = "untraced-" + UUID.randomUUID();
    outsider.publish(booking(visitor), kept(left).replaceFirst("01$", "00"));
    outsider.publish(List.of(booking("unheard-" + UUID.randomUUID())));
    outsider.publish(booking(visitor), kept(followed));
    await("the one that came last")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(names(followed)).contains("index rows"));
    assertThat(KeptSpans.of(left)).isEmpty();
    assertThat(KeptSpans.all())
        .as("nothing begins a trace by itself")
        .noneMatch(span -> span.getParentSpanId().equals("0000000000000000"));
  }

  @Test
  void a_problem_names_its_trace() {
    String traceId = traceId();
    for (String path : List.of("/v1/leads/none", "/v1/ops/dead-letters/ingress-none"))
      assertThat(
              Json.MAPPER
                  .readTree(outsider.get(path, kept(traceId)).body())
                  .path("traceId")
                  .asString(""))
          .as(path)
          .isEqualTo(traceId);
    assertThat(Json.MAPPER.readTree(outsider.get("/v1/leads/none").body()).path("status").asInt(0))
        .isEqualTo(404);
  }

  /** What the newest announcement of a lead's row says. */
  private String traceParentOfRowChange(String leadId) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", platform.addresses().kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = new ArrayList<TopicPartition>();
      for (var one : consumer.partitionsFor(Topics.ROW_CHANGES))
        partitions.add(new TopicPartition(one.topic(), one.partition()));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      String found = "";
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var trace = record.headers().lastHeader("ce_traceparent");
          if (trace != null && leadId.equals(new String(record.key(), StandardCharsets.UTF_8)))
            found = new String(trace.value(), StandardCharsets.UTF_8);
        }
      return found;
    }
  }
}
