package dev.leadline.enrichment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Vendors of every temper: each path answers as it is told, and remembers who asked. */
public final class VendorStandIn implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Answering> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** How a path answers. */
  @FunctionalInterface
  public interface Answering {
    /** Has to send an answer, or may throw. */
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** On a free port of the loopback address. */
  public VendorStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(
          exchange.getRequestURI()
              + (body.isEmpty() ? "" : " " + body)
              + (key == null ? "" : " " + key));
      Answering answering =
          answers.getOrDefault(exchange.getRequestURI().getPath(), json(404, "{}"));
      try {
        answering.answer(exchange);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An answer with a body. */
  public static Answering json(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** The same with a header that asks for patience. */
  public static Answering busy(int status, String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      json(status, "{}").answer(exchange);
    };
  }

  /** Takes the question and never answers. */
  public Answering hanging() {
    return exchange -> closed.await();
  }

  /** From now on. */
  public void answers(String path, Answering answering) {
    answers.put(path, answering);
  }

  /** Paths with queries, bodies and keys of those who asked at a path. */
  public List<String> asked(String path) {
    return asked.stream().filter(each -> each.startsWith(path)).toList();
  }

  /** Where a path is. */
  public String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
