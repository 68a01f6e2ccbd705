package dev.leadline.servicebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.KafkaAdmin;

class KafkaHealthTest {

  @Test
  void where_no_kafka_answers_it_is_down() throws Exception {
    var health = new KafkaHealth(new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:1")));
    try {
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    } finally {
      health.destroy();
    }
  }
}
