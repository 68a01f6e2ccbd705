package dev.leadline.leadservice.inbox;

import dev.leadline.events.Topics;
import dev.leadline.leadservice.domain.EraseDeadLetters;
import dev.leadline.leadservice.handling.RecogniseErased;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Deletes letters about people who were erased. There is no index of letters, and there are few of
 * them: the topic is read from its beginning. The topic is compacted, and each letter has a key of
 * its own; a record without value under it has the broker remove the letter from its disk.
 */
@Component
final class ErasedDeadLetters implements EraseDeadLetters {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;
  private final RecogniseErased recognise;

  ErasedDeadLetters(
      KafkaTemplate<byte[], byte[]> kafka, KafkaProperties properties, RecogniseErased recognise) {
    this.kafka = kafka;
    this.properties = properties;
    this.recognise = recognise;
  }

  @Override
  public long erase() {
    Set<String> keys = keysOfLetters();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (String key : keys)
      sent.add(
          kafka.send(
              new ProducerRecord<>(
                  Topics.CHANNEL_EVENTS_DEAD, key.getBytes(StandardCharsets.UTF_8), null)));
    kafka.flush();
    sent.forEach(CompletableFuture::join);
    return keys.size();
  }

  private Set<String> keysOfLetters() {
    var found = new LinkedHashSet<String>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties.buildConsumerProperties(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.CHANNEL_EVENTS_DEAD).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L)))
        look(consumer.poll(PATIENCE).records(Topics.CHANNEL_EVENTS_DEAD), found);
    }
    return found;
  }

  private void look(Iterable<ConsumerRecord<byte[], byte[]>> records, Set<String> found) {
    var latest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
    for (var record : records) if (record.key() != null) latest.put(key(record), record);
    // What was deleted before is not deleted again, and not counted.
    found.removeAll(latest.keySet());
    List<ConsumerRecord<byte[], byte[]>> letters =
        latest.values().stream().filter(record -> record.value() != null).toList();
    List<Boolean> erased = recognise.inEach(letters.stream().map(Letter::text).toList());
    for (int i = 0; i < letters.size(); i++) if (erased.get(i)) found.add(key(letters.get(i)));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
