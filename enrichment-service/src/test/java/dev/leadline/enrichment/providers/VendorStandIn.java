package dev.leadline.enrichment.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A vendor that answers as it is told: by what it was asked, or one prepared answer after the
 * other.
 */
public final class VendorStandIn implements AutoCloseable {

  private static final int HANGS = -1;

  private final HttpServer server;
  private final List<Answer> prepared = new CopyOnWriteArrayList<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, @Nullable Answer> rule = unused -> null;

  /** What it was asked. */
  public record Asked(String method, String path, Map<String, String> headers, String body) {
    /** One header of it. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** What it says. */
  public record Answer(int status, String body, Map<String, String> headers) {
    /** Without headers. */
    public static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }
  }

  /** On a free port of the loopback address. */
  public VendorStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** An address of it. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  /** The next answer; headers as name, value, name, value. */
  public void answers(int status, String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) all.put(headers[i], headers[i + 1]);
    prepared.add(new Answer(status, body, all));
  }

  /** The next question gets no answer for a second. */
  public void hangs() {
    prepared.add(Answer.of(HANGS, ""));
  }

  /** What is answered when nothing is prepared; null is a 500. */
  public void answersBy(Function<Asked, @Nullable Answer> rule) {
    this.rule = rule;
  }

  /** All questions, oldest first. */
  public List<Asked> asked() {
    return asked;
  }

  /** Those to a path. */
  public List<Asked> askedAt(String part) {
    return asked.stream().filter(it -> (it.method() + " " + it.path()).contains(part)).toList();
  }

  /** Nothing was asked and nothing is prepared. */
  public void forget() {
    asked.clear();
    prepared.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var question =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Answer answer = null;
      synchronized (this) {
        asked.add(question);
        if (!prepared.isEmpty()) answer = prepared.removeFirst();
      }
      if (answer == null) answer = rule.apply(question);
      if (answer == null) answer = Answer.of(500, "{}");
      if (answer.status() == HANGS) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
