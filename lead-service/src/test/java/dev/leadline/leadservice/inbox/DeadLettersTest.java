package dev.leadline.leadservice.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Topics;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import dev.leadline.leadservice.handling.RecogniseErased;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;

/** What is parked of people who are erased. */
class DeadLettersTest {

  private static final String LEAD = "0193a0de-0000-7000-8000-000000000001";

  private final Set<String> erased = new HashSet<>();
  private boolean isErasedMeanwhile;

  /** Stays open, as the one of a factory does. */
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Callback callback) {
          if (isErasedMeanwhile) erased.add(LEAD);
          return super.send(record, callback);
        }

        @Override
        public void close(Duration timeout) {}
      };

  private final DeadLetters letters =
      new DeadLetters(
          new KafkaTemplate<>(() -> kafka),
          new RecogniseErased(
              keys -> Map.of(), leads -> leads.contains(LEAD) ? Set.copyOf(erased) : Set.of()));

  /** Under each key the last letter is the one that stays. */
  private List<String> parked() {
    var record =
        new ConsumerRecord<>(
            Topics.CHANNEL_EVENTS, 0, 7, "key".getBytes(UTF_8), body().getBytes(UTF_8));
    letters.park(Map.of(record, new Parked(Reason.BAD_BODY, "It does not fit.")));
    return kafka.history().stream().map(letter -> new String(letter.value(), UTF_8)).toList();
  }

  private static String body() {
    return "{\"identity\":{\"leadId\":\"%s\"},\"payload\":{\"text\":\"Secret\"}}".formatted(LEAD);
  }

  @Test
  void a_letter_is_parked_once_with_what_it_says() {
    assertThat(parked()).containsExactly(body());
  }

  @Test
  void of_somebody_who_was_erased_nothing_is_parked() {
    erased.add(LEAD);
    assertThat(parked()).containsExactly("{}");
  }

  @Test
  void a_letter_of_somebody_who_is_erased_while_it_is_sent_is_replaced() {
    isErasedMeanwhile = true;
    assertThat(parked()).containsExactly(body(), "{}");
    assertThat(kafka.history().getFirst().key()).isEqualTo(kafka.history().getLast().key());
  }
}
