package dev.leadline.enrichment.outbox;

import dev.leadline.enrichment.domain.Message;
import dev.leadline.enrichment.domain.PublishScores;
import dev.leadline.enrichment.domain.Verdict.Scored;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.channel.ModerationFact;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishes scores as the channel event {@code moderation.message-scored}. */
@Component
final class ScoresOutbox implements PublishScores {

  private static final String SOURCE = "/leadline/moderation";
  private static final String TYPE =
      WireName.of(ModerationFact.MessageScored.class).cloudEventType();

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Clock clock;

  ScoresOutbox(KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public void publish(Map<Message, Scored> scores) {
    List<CompletableFuture<?>> sent =
        scores.entrySet().stream()
            .<CompletableFuture<?>>map(
                scored -> kafka.send(record(scored.getKey(), scored.getValue())))
            .toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private ProducerRecord<byte[], byte[]> record(Message message, Scored scored) {
    Instant now = clock.instant();
    CloudEvent event =
        new CloudEvent(
            id(message, scored),
            SOURCE,
            TYPE,
            now,
            message.tenant(),
            now,
            null,
            data(message, scored));
    var record =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS,
            bytes(message.tenant() + '|' + message.leadId()),
            Json.MAPPER.writeValueAsBytes(event.data()));
    event.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  /**
   * The same for the same scores of the same message: a duplicate. Should a provider score it
   * otherwise the second time that is a second score, of which the higher one counts (4.10, 5).
   */
  private static String id(Message message, Scored scored) {
    return "%s/%s/%08x"
        .formatted(message.leadEventId(), message.messageId(), scored.scores().hashCode());
  }

  private static JsonNode data(Message message, Scored scored) {
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.putObject("identity").put("leadId", message.leadId());
    if (message.conversationId() != null) data.put("conversationId", message.conversationId());
    data.putObject("actor").put("kind", "VENDOR");
    ObjectNode payload = data.putObject("payload").put("messageId", message.messageId());
    ObjectNode scores = payload.putObject("scores");
    new TreeMap<>(scored.scores()).forEach(scores::put);
    payload.put("model", scored.model());
    return data;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
