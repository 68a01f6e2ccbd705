package dev.leadline.benchmarks;

import dev.leadline.embedded.LoopbackPort;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A notification-service in a process of its own, with the heap that it is allowed. */
final class NotificationProcess implements Closeable {

  private static final String HEAP = "-Xmx512m";
  private static final String ROOT = "/v1/notifications";

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private NotificationProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static NotificationProcess start(Path folder, EmbeddedPostgres postgres, EmbeddedKafka kafka)
      throws Exception {
    int port = LoopbackPort.free();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.add("dev.leadline.notification.NotificationServiceApplication");
    command.add("--server.address=127.0.0.1");
    command.add("--server.port=" + port);
    command.add("--LEADLINE_POSTGRES_URL=" + postgres.jdbcUrl());
    command.add("--LEADLINE_POSTGRES_USER=" + postgres.user());
    command.add("--LEADLINE_POSTGRES_PASSWORD=" + postgres.password());
    command.add("--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers());
    command.add("--LEADLINE_NOTIFICATION_KEY_FILE=" + folder.resolve("notification.key"));
    command.add("--LEADLINE_NOTIFICATION_ALLOW_INSIDE=true");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("notification-service.log").toFile())
            .start();
    var started = new NotificationProcess(process, port);
    while (!started.isReady()) TimeUnit.MILLISECONDS.sleep(100);
    return started;
  }

  private boolean isReady() throws InterruptedException {
    if (!process.isAlive()) throw new IllegalStateException("notification-service has ended");
    try {
      return send("GET", "/actuator/health/readiness", null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The id of a new destination. */
  String webhook(String address) throws Exception {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", address).put("kind", "WEBHOOK").put("target", address).put("secret", "key");
    return made("/destinations", wish).path("destinationId").stringValue();
  }

  /** A rule that tells it of every block. */
  void rule(String destinationId) throws Exception {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", "Blocks").put("cooldown", "PT0S");
    wish.putArray("triggers").add("lead.blocked");
    wish.putArray("destinationIds").add(destinationId);
    made("/rules", wish);
  }

  /** Takes a destination away; its rule tells nobody then. */
  void delete(String destinationId) throws Exception {
    send("DELETE", ROOT + "/destinations/" + destinationId, null);
  }

  private JsonNode made(String path, ObjectNode wish) throws Exception {
    HttpResponse<String> answer = send("POST", ROOT + path, wish.toString());
    if (answer.statusCode() != 201) throw new IllegalStateException(answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
