package dev.leadline.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Webhooks: two that answer at once, and one that takes what it is sent and never answers. */
final class Receiver implements Closeable {

  static final String QUICK = "/quick";
  static final String OTHER = "/other";
  static final String SILENT = "/silent";

  private static final int WAITING = 1024;

  private final HttpServer server;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicLong quick = new AtomicLong();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(QUICK, exchange -> take(exchange, true));
    server.createContext(OTHER, exchange -> take(exchange, false));
    server.createContext(SILENT, this::keepWaiting);
    server.start();
  }

  private void take(HttpExchange exchange, boolean counts) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
    if (!counts) return;
    synchronized (quick) {
      quick.incrementAndGet();
      quick.notifyAll();
    }
  }

  private void keepWaiting(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  long quick() {
    return quick.get();
  }

  void awaitQuick(long expected) throws InterruptedException {
    synchronized (quick) {
      while (quick.get() < expected) quick.wait();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
