package dev.leadline.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody's own address may answer anything, for ever. */
@Timeout(120)
class HttpDoorTest {

  private HttpServer server;
  private HttpDoor door;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/endless", exchange -> answers(exchange, 4096, Duration.ZERO));
    server.createContext("/drips", exchange -> answers(exchange, 1, Duration.ofMillis(50)));
    server.createContext("/usual", HttpDoorTest::answers);
    server.start();
    door =
        new HttpDoor(
            new ChannelSettings(
                URI.create("http://slack.invalid"),
                URI.create("http://webex.invalid"),
                "leadline@acme.example",
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3)));
  }

  @AfterEach
  void stop() throws IOException {
    door.destroy();
    server.stop(0);
  }

  private static void answers(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write(new byte[] {'o', 'k'});
    exchange.close();
  }

  private static void answers(HttpExchange exchange, int bytes, Duration pause) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] some = new byte[bytes];
    while (true) {
      exchange.getResponseBody().write(some);
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private HttpDoor.Answer post(String path) throws IOException {
    int port = server.getAddress().getPort();
    return door.post(URI.create("http://127.0.0.1:%d%s".formatted(port, path)), Map.of(), "{}");
  }

  @Test
  void of_an_answer_without_an_end_the_beginning_is_read() throws IOException {
    HttpDoor.Answer answer = post("/endless");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(16_384);
  }

  @Test
  void one_that_answers_a_byte_at_a_time_is_given_up() {
    assertThatThrownBy(() -> post("/drips")).isInstanceOf(IOException.class);
  }

  @Test
  void whoever_answers_is_answered_to_again() throws IOException {
    for (int i = 0; i < 3; i++) assertThat(post("/usual").body()).isEqualTo("ok");
  }
}
