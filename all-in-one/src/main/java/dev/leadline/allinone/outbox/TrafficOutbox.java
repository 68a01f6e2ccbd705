package dev.leadline.allinone.outbox;

import dev.leadline.allinone.simulation.Publication;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes channel events in CloudEvents' binary mode. A record that Kafka refuses ends the
 * publishing: the next call tells.
 */
public final class TrafficOutbox implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaProducer<String, byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private TrafficOutbox(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Kafka does not take what is published; the message is for a person. */
  public static final class NotPublished extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPublished(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Connects to Kafka and returns when the topic is there.
   *
   * @throws NotPublished when Kafka does not answer or has no such topic
   */
  public static TrafficOutbox to(String bootstrapServers) {
    KafkaProducer<String, byte[]> producer = null;
    try {
      requireSomebody(bootstrapServers);
      producer =
          new KafkaProducer<>(
              settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
      producer.partitionsFor(Topics.CHANNEL_EVENTS);
      return new TrafficOutbox(producer);
    } catch (KafkaException e) {
      if (producer != null) producer.close(Duration.ZERO);
      throw new NotPublished(
          "Kafka with the topic %s does not answer at %s: start Leadline with './leadline up', or name another address with --kafka."
              .formatted(Topics.CHANNEL_EVENTS, bootstrapServers),
          e);
    }
  }

  /** A producer tries until its patience ends, also where nobody listens. */
  private static void requireSomebody(String bootstrapServers) {
    var servers =
        ClientUtils.parseAndValidateAddresses(
            List.of(bootstrapServers.split(",")), ClientDnsLookup.USE_ALL_DNS_IPS);
    if (servers.stream().noneMatch(TrafficOutbox::listens))
      throw new KafkaException("Nobody listens at " + bootstrapServers);
  }

  private static boolean listens(InetSocketAddress server) {
    try (var socket = new Socket()) {
      socket.connect(server, (int) PATIENCE.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.CLIENT_ID_CONFIG,
        "leadline-simulator",
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.LINGER_MS_CONFIG,
        5,
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 * 1024,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        64L * 1024 * 1024,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        PATIENCE.toMillis());
  }

  /** Hands the record over; {@link #flush()} waits for the acknowledgements. */
  public void publish(Publication publication) {
    publish(written(publication));
  }

  /** A record as it goes over the wire, for who writes first and publishes later. */
  public static ProducerRecord<String, byte[]> written(Publication publication) {
    byte[] value = Json.MAPPER.writeValueAsBytes(publication.event().data());
    var message = new ProducerRecord<>(Topics.CHANNEL_EVENTS, publication.key(), value);
    publication
        .event()
        .headers()
        .forEach(
            (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  /** As {@link #publish(Publication)}. */
  @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of it.
  public void publish(ProducerRecord<String, byte[]> message) {
    throwIfFailed();
    try {
      producer.send(
          message,
          (metadata, problem) -> {
            if (problem == null) acknowledged.incrementAndGet();
            else failure.compareAndSet(null, problem);
          });
    } catch (KafkaException e) {
      throw new NotPublished("Kafka does not take events: " + e.getMessage(), e);
    }
  }

  /** Returns when everything published is acknowledged by Kafka. */
  public void flush() {
    producer.flush();
    throwIfFailed();
  }

  /** Records that Kafka has. */
  public long acknowledged() {
    return acknowledged.get();
  }

  private void throwIfFailed() {
    Exception problem = failure.get();
    if (problem != null)
      throw new NotPublished("Kafka does not take events: " + problem.getMessage(), problem);
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
