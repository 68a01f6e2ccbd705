package dev.leadline.enrichment.outbox;

import dev.leadline.enrichment.domain.TellPlatform;
import dev.leadline.enrichment.domain.Tidings;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
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
  public void tell(List<Tidings> tidings) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Tidings each : tidings)
      for (int i = 0; i < each.facts().size(); i++) sent.add(kafka.send(record(each, i)));
    kafka.flush();
    sent.forEach(CompletableFuture::join);
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
