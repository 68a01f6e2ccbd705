package dev.leadline.allinone.platform;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Slack, Webex, Teams, a mail server and whoever takes webhooks, on this machine: they keep what
 * they are sent.
 */
final class StandIns implements AutoCloseable {

  private record Call(String path, String body) {}

  private final HttpServer server;
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  StandIns() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
    mail.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    calls.add(
        new Call(exchange.getRequestURI().getPath(), new String(body, StandardCharsets.UTF_8)));
    byte[] good = "{\"ok\": true}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, good.length);
    exchange.getResponseBody().write(good);
    exchange.close();
  }

  /** By which the platform finds them, and may go there. */
  Map<String, String> settings() {
    return Map.of(
        "LEADLINE_NOTIFICATION_ALLOW_INSIDE",
        "true",
        "LEADLINE_SLACK_API",
        address("/slack-api"),
        "LEADLINE_WEBEX_API",
        address("/webex"),
        "LEADLINE_SMTP_HOST",
        "127.0.0.1",
        "LEADLINE_SMTP_PORT",
        Integer.toString(mail.getSmtp().getPort()),
        "LEADLINE_SMTP_STARTTLS",
        "false");
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What came by a path, in this order. */
  List<String> received(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).map(Call::body).toList();
  }

  /** What came by email: the subject, and the text below it. */
  List<String> emails() {
    return Stream.of(mail.getReceivedMessages())
        .map(
            message -> {
              try {
                return message.getSubject() + "\n" + message.getContent();
              } catch (IOException | MessagingException unreadable) {
                throw new AssertionError(unreadable);
              }
            })
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    mail.stop();
  }
}
