package dev.leadline.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.embedded.CannotStart;
import dev.leadline.embedded.ChildJvm;
import dev.leadline.embedded.LoopbackPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  @TempDir private Path dataFolder;

  @Test
  void what_was_acknowledged_survives_a_killed_jvm() throws Exception {
    int acknowledged;
    try (var child = ChildJvm.running(KafkaWriter.class, dataFolder.toString())) {
      child.line(line -> line.equals("acknowledged 500"));
      acknowledged = Integer.parseInt(child.kill().replace("acknowledged ", ""));
    }
    try (var kafka = EmbeddedKafka.start(dataFolder, 0)) {
      List<String> values = KafkaClients.valuesOf(kafka, "numbers");
      assertThat(values)
          .hasSizeGreaterThanOrEqualTo(acknowledged)
          .startsWith(
              IntStream.rangeClosed(1, acknowledged)
                  .mapToObj(Integer::toString)
                  .toArray(String[]::new));
      try (var producer = KafkaClients.producer(kafka)) {
        KafkaClients.send(producer, "numbers", "afterwards");
      }
      assertThat(KafkaClients.valuesOf(kafka, "numbers")).endsWith("afterwards");
    }
  }

  @Test
  void a_second_process_on_the_same_data_folder_is_refused_and_the_first_goes_on()
      throws Exception {
    try (var kafka = EmbeddedKafka.start(dataFolder, 0);
        var admin = KafkaClients.admin(kafka)) {
      String line =
          "The data folder %s is in use by another Leadline process (pid %d)."
              .formatted(dataFolder, ProcessHandle.current().pid());
      try (var second = ChildJvm.running(KafkaWriter.class, dataFolder.toString())) {
        assertThat(second.line(_ -> true)).isEqualTo(line);
        assertThat(second.exitCode()).isEqualTo(3);
      }
      assertThatThrownBy(() -> EmbeddedKafka.start(dataFolder, 0))
          .isInstanceOf(CannotStart.class)
          .hasMessage(line);
      admin.createTopics(List.of(new NewTopic("still-here", 1, (short) 1))).all().get();
      try (var producer = KafkaClients.producer(kafka)) {
        KafkaClients.send(producer, "still-here", "yes");
      }
      assertThat(KafkaClients.valuesOf(kafka, "still-here")).containsExactly("yes");
    }
  }

  @Test
  void a_port_in_use_or_a_bad_setting_is_one_clear_line_and_gives_the_folder_back()
      throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedKafka.start(dataFolder, taken.getLocalPort()))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "Port %d is in use by another program: choose another one for Kafka."
                  .formatted(taken.getLocalPort()));
    }
    assertThatThrownBy(() -> EmbeddedKafka.start(dataFolder, 0, Map.of("num.io.threads", "many")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("num.io.threads")
        .message()
        .hasLineCount(1);
    EmbeddedKafka.start(dataFolder, 0).close();
  }

  @Test
  void a_port_asked_for_is_used_settings_are_ours_unless_overridden_and_topics_are_not_made_up()
      throws Exception {
    int port = LoopbackPort.free();
    var overrides = Map.of("log.retention.ms", "1234", "log.segment.bytes", "2000000");
    try (var kafka = EmbeddedKafka.start(dataFolder, port, overrides);
        var admin = KafkaClients.admin(kafka)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
      var settings = admin.describeConfigs(List.of(broker)).all().get().get(broker);
      assertThat(settings.get("log.retention.ms").value()).isEqualTo("1234");
      assertThat(settings.get("auto.create.topics.enable").value()).isEqualTo("false");
      assertThat(settings.get("broker.session.timeout.ms").value()).isEqualTo("1500");
      assertThatThrownBy(() -> admin.describeTopics(List.of("made-up")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }
}
