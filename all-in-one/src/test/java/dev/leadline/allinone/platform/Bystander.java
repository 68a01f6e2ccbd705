package dev.leadline.allinone.platform;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody beside the broker: sees how far its readers are, and has it deliver again. */
final class Bystander {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GROUPS = "notification-service.";

  private Bystander() {}

  /** All that a topic holds now is delivered so many times more, as after a lost position. */
  static void repeatAll(Platform platform, String topic, int times) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            broker(platform), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))
        for (var record : consumer.poll(Duration.ofMillis(200)))
          if (record.offset() < ends.get(new TopicPartition(topic, record.partition())))
            records.add(
                new ProducerRecord<>(
                    topic, record.partition(), record.key(), record.value(), record.headers()));
    }
    try (var producer =
        new KafkaProducer<>(
            broker(platform), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < times; i++) records.forEach(producer::send);
    }
  }

  /** Until notification-service has taken in all that there is. */
  static void awaitAllRead(Platform platform) throws Exception {
    try (var admin = Admin.create(broker(platform))) {
      await("notification-service has read everything")
          .atMost(SOON)
          .until(() -> unread(admin, "lead-events") + unread(admin, "ops-events") == 0);
    }
  }

  private static long unread(Admin admin, String what) throws Exception {
    var read = admin.listConsumerGroupOffsets(GROUPS + what).partitionsToOffsetAndMetadata().get();
    var topic = "leadline." + what;
    var partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
    long unread = 0;
    for (var partition : partitions) {
      var place = new TopicPartition(topic, partition.partition());
      long end =
          admin
              .listOffsets(Map.of(place, OffsetSpec.latest()))
              .partitionResult(place)
              .get()
              .offset();
      var reached = read.get(place);
      unread += end - (reached == null ? 0 : reached.offset());
    }
    return unread;
  }

  private static Map<String, Object> broker(Platform platform) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        platform.addresses().kafka(),
        ConsumerConfig.CLIENT_ID_CONFIG,
        "bystander");
  }
}
