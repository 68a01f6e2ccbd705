package dev.leadline.allinone.platform;

import dev.leadline.allinone.clients.OwnKey;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client that knows the platform by its topics and its HTTP API alone. */
final class Outsider implements AutoCloseable {

  /**
   * An event to be published.
   *
   * @param type without prefix and version, for example {@code web.page-viewed}
   * @param data the body as JSON
   */
  record Event(String id, String type, Instant at, String data) {

    static Event of(String type, Instant at, String data) {
      return new Event(UUID.randomUUID().toString(), type, at, data);
    }

    private Map<String, String> headers() {
      return Map.of(
          "ce_specversion",
          "1.0",
          "ce_id",
          id,
          "ce_source",
          "/outside",
          "ce_type",
          "leadline." + type + ".v1",
          "ce_time",
          at.toString(),
          "content-type",
          "application/json");
    }
  }

  private final URI gateway;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<byte[], byte[]> producer;

  Outsider(Platform platform) {
    this(
        platform.addresses().gateway(),
        platform.addresses().kafka(),
        String.valueOf(OwnKey.read(platform.keyFile())));
  }

  Outsider(URI gateway, String bootstrapServers, String key) {
    this.gateway = gateway;
    this.key = key;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Publishes in this order; returns when the broker has them. */
  void publish(List<Event> events) {
    for (Event event : events) {
      var record =
          new ProducerRecord<byte[], byte[]>(Topics.CHANNEL_EVENTS, null, bytes(event.data()));
      event.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
      producer.send(record);
    }
    producer.flush();
  }

  /** An event that says of nobody, and cannot be taken in. */
  void publishNobody() {
    publish(
        List.of(
            Event.of(
                "chat.message-received",
                Instant.now(),
                "{\"identity\": {}, \"payload\": {\"messageId\": \"m\", \"text\": \"lost\"}}")));
  }

  /** Publishes as a client does that traces what it sends. */
  void publish(Event event, String traceParent) {
    var record =
        new ProducerRecord<byte[], byte[]>(Topics.CHANNEL_EVENTS, null, bytes(event.data()));
    event.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
    record.headers().add("traceparent", bytes(traceParent));
    producer.send(record);
    producer.flush();
  }

  HttpResponse<String> get(String path, String traceParent) {
    return send(to(path).header("traceparent", traceParent).build());
  }

  HttpResponse<String> post(String path, String contentType, String body, String traceParent) {
    return send(
        to(path)
            .header("Content-Type", contentType)
            .header("traceparent", traceParent)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path) {
    return send(to(path).build());
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        to(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> delete(String path) {
    return ask("DELETE", path, null);
  }

  /** Any request; a body is sent as JSON. */
  HttpResponse<String> ask(String method, String path, @Nullable String body) {
    HttpRequest.Builder request = to(path);
    return send(
        body == null
            ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + key);
  }

  JsonNode json(String path) {
    return Json.MAPPER.readTree(get(path).body());
  }

  /** The rows that an anonymous id leads to. */
  JsonNode rowsOf(String anonymousId) {
    return json("/v1/leads?anonymousId=" + URLEncoder.encode(anonymousId, StandardCharsets.UTF_8))
        .path("items");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    http.close();
  }
}
