package dev.leadline.timeline.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import dev.leadline.servicebase.PlatformTopics;
import dev.leadline.timeline.domain.MakeReady;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.TellOfEnd;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Announces on {@code leadline.ops-events} that a rebuild has ended. Its id is that of the rebuild,
 * so that a reader knows an end that is told twice.
 */
@Component
class OpsEventsOutbox implements TellOfEnd, MakeReady {

  private static final String SOURCE = "/timeline-service";
  private static final String TYPE = WireName.of(ReplayFinished.class).cloudEventType();

  private final KafkaTemplate<String, byte[]> kafka;
  private final KafkaAdmin admin;

  OpsEventsOutbox(KafkaTemplate<String, byte[]> kafka, KafkaAdmin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  @Override
  public void makeReady() {
    admin.createOrModifyTopics(PlatformTopics.of(Topics.OPS_EVENTS));
  }

  @Override
  public void tell(Rebuild ended) {
    var finishedAt = Objects.requireNonNull(ended.finishedAt());
    var comparison = ended.comparison();
    var said =
        new ReplayFinished(
            ended.id(),
            ended.projection(),
            outcome(ended.state()),
            ended.startedAt(),
            finishedAt,
            ended.events(),
            comparison == null ? null : comparison.differing(),
            ended.failure());
    var event =
        new CloudEvent(
            ended.id(),
            SOURCE,
            TYPE,
            finishedAt,
            ended.askedBy(),
            null,
            null,
            Json.MAPPER.valueToTree(said));
    var message =
        new ProducerRecord<>(
            Topics.OPS_EVENTS, ended.projection(), Json.MAPPER.writeValueAsBytes(said));
    event.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    kafka.send(message).join();
  }

  private static OpsEvent.Outcome outcome(Rebuild.State state) {
    return switch (state) {
      case DONE -> OpsEvent.Outcome.DONE;
      case FAILED -> OpsEvent.Outcome.FAILED;
      case CANCELED -> OpsEvent.Outcome.CANCELED;
      case RUNNING, PAUSED, COMPARING, SWITCHING ->
          throw new IllegalArgumentException("It has not ended: " + state);
    };
  }
}
