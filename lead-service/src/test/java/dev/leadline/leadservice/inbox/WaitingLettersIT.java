package dev.leadline.leadservice.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.servers.TestServers;
import dev.leadline.events.Topics;
import dev.leadline.leadservice.domain.FindParked.Found;
import dev.leadline.leadservice.domain.FindParked.Question;
import dev.leadline.leadservice.domain.FindParked.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** A topic of letters that takes longer to read than a question may. */
class WaitingLettersIT {

  private static final int LETTERS = 3000;
  private static final Question NEWEST = Question.newest("default", null, Long.MAX_VALUE, 10);

  @Test
  void what_a_question_has_read_is_not_read_again_by_the_next_one(@TempDir Path folder)
      throws Exception {
    try (var kafka = TestServers.kafka(folder)) {
      var producers =
          new DefaultKafkaProducerFactory<>(
              Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrapServers()),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      var template = new KafkaTemplate<>(producers);
      makeTopic(kafka.bootstrapServers());
      for (int i = 0; i < LETTERS; i++) template.send(letter(i));
      template.flush();
      var properties = new KafkaProperties();
      properties.setBootstrapServers(List.of(kafka.bootstrapServers()));
      var letters = new WaitingLetters(template, properties, Duration.ofMillis(1));
      try {
        assertThatThrownBy(() -> letters.find(NEWEST)).isInstanceOf(Unavailable.class);
        Found found =
            await("the list of letters")
                .atMost(Duration.ofSeconds(30))
                .ignoreException(Unavailable.class)
                .until(() -> letters.find(NEWEST), one -> one.total() > 0);

        assertThat(found.total()).isEqualTo(LETTERS);
        assertThat(found.records()).hasSize(10);
        assertThat(found.records().getFirst().id()).isEqualTo("ingress-0-" + (LETTERS - 1));
      } finally {
        letters.destroy();
        producers.destroy();
      }
    }
  }

  private static void makeTopic(String bootstrapServers)
      throws ExecutionException, InterruptedException {
    try (var admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
      admin
          .createTopics(List.of(new NewTopic(Topics.CHANNEL_EVENTS_DEAD, 1, (short) 1)))
          .all()
          .get();
    }
  }

  private static ProducerRecord<byte[], byte[]> letter(int offset) {
    var letter =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS_DEAD,
            Letter.key(Topics.CHANNEL_EVENTS, 0, offset),
            "{not json".getBytes(StandardCharsets.UTF_8));
    letter.headers().add(Letter.REASON, "NOT_JSON".getBytes(StandardCharsets.UTF_8));
    return letter;
  }
}
