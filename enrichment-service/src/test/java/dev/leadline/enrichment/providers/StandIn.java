package dev.leadline.enrichment.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A moderation endpoint that answers as it is told, one answer after the other. */
public final class StandIn implements AutoCloseable {

  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** One answer. */
  public record Answer(int status, String body, int retryAfter, Duration pause) {}

  /** On a free port of the loopback address. */
  public StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/moderations", this::answer);
    server.start();
  }

  /** Scores, one object for each text. */
  public static Answer scores(String... categories) {
    String results =
        Arrays.stream(categories)
            .map("{\"flagged\":false,\"category_scores\":%s}"::formatted)
            .collect(Collectors.joining(","));
    return status(200, "{\"model\":\"omni-2024\",\"results\":[" + results + "]}");
  }

  /** Any other answer. */
  public static Answer status(int status, String body) {
    return new Answer(status, body, 0, Duration.ZERO);
  }

  static Answer busy(int seconds) {
    return new Answer(429, "{}", seconds, Duration.ZERO);
  }

  static Answer slow(Duration pause) {
    return new Answer(200, "{}", 0, pause);
  }

  /** Without an answer it says 500. */
  public void answers(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** Nothing of what it was told to answer. */
  public void forget() {
    answers.clear();
  }

  /** What was asked: the credential and the body. */
  public List<String> asked() {
    return asked;
  }

  /** To be asked at. */
  public URI address() {
    return URI.create(
        "http://127.0.0.1:%d/v1/moderations".formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Answer answer = answers.poll();
      if (answer == null) answer = status(500, "{}");
      LockSupport.parkNanos(answer.pause().toNanos());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      if (answer.retryAfter() > 0)
        exchange.getResponseHeaders().set("Retry-After", Integer.toString(answer.retryAfter()));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
