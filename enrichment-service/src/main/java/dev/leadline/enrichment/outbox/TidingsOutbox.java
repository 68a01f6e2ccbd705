package dev.leadline.enrichment.outbox;

import dev.leadline.enrichment.domain.TellPlatform;
import dev.leadline.enrichment.domain.Tidings;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Publishes what was learned as channel events. */
@Component
final class TidingsOutbox implements TellPlatform {

  private static final String SOURCE = "/leadline/enrichment/";

  private final KafkaTemplate<byte[], byte[]> kafka;

  TidingsOutbox(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  @Override
  public Set<String> tell(List<Tidings> tidings) {
    List<Sent> sent = new ArrayList<>();
    for (Tidings each : tidings)
      for (int i = 0; i < each.facts().size(); i++)
        sent.add(new Sent(each.inquiryId(), send(record(each, i))));
    kafka.flush();
    Set<String> refused = new HashSet<>();
    for (Sent each : sent) if (isRefused(each.result())) refused.add(each.inquiryId());
    return refused;
  }

  private record Sent(String inquiryId, CompletableFuture<?> result) {}

  /** What the producer itself refuses fails at once, what the broker refuses later. */
  private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> record) {
    try {
      return kafka.send(record);
    } catch (KafkaException atOnce) {
      return CompletableFuture.failedFuture(atOnce);
    }
  }

  /** Whether it is never taken; whatever else fails is told again. */
  private static boolean isRefused(CompletableFuture<?> result) {
    try {
      Object _ = result.join();
      return false;
    } catch (CompletionException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause())
        if (cause instanceof RecordTooLargeException) return true;
      throw failed;
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Tidings tidings, int number) {
    Tidings.Told told = tidings.facts().get(number);
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.putObject("identity").put("leadId", tidings.leadId());
    data.putObject("actor").put("kind", "VENDOR");
    data.set("payload", Json.MAPPER.readTree(told.payload().text()));
    CloudEvent event =
        new CloudEvent(
            "%s/%d/%d".formatted(tidings.inquiryId(), tidings.answeredAt().toEpochMilli(), number),
            SOURCE + tidings.purpose().wireName(),
            told.type(),
            tidings.answeredAt(),
            tidings.tenant(),
            null,
            tidings.traceParent(),
            data);
    var record =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS,
            bytes(tidings.tenant() + '|' + tidings.leadId()),
            Json.MAPPER.writeValueAsBytes(data));
    event.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
