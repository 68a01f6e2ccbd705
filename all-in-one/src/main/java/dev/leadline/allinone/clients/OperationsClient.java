package dev.leadline.allinone.clients;

import dev.leadline.events.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Asks the gateway of a running platform. */
public final class OperationsClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI gateway;
  private final @Nullable String apiKey;

  /**
   * A client of the gateway at this address.
   *
   * @param apiKey sent as bearer token; null or empty for none
   */
  public OperationsClient(URI gateway, @Nullable String apiKey) {
    this.gateway = gateway;
    this.apiKey = apiKey;
  }

  /** The platform does not answer, or not as it should; the message is for a person. */
  public static final class NotReachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotReachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * How the platform is doing now.
   *
   * @throws NotReachable when it does not answer
   */
  public PlatformStatus status() {
    return read(text("/v1/ops/status"));
  }

  /** The same as it came. */
  public String statusAsJson() {
    return text("/v1/ops/status");
  }

  private static PlatformStatus read(String json) {
    try {
      return Json.MAPPER.readValue(json, PlatformStatus.class);
    } catch (JacksonException e) {
      throw new NotReachable("What answers is not a status of Leadline.", e);
    }
  }

  /** What the gateway answers. */
  record Answer(int status, String body) {}

  Answer get(String path) {
    return send(HttpRequest.newBuilder(gateway.resolve(path)));
  }

  Answer post(String path, String json) {
    return send(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The answer to a question that is always answered. */
  String text(String path) {
    Answer answer = get(path);
    if (answer.status() == OK) return answer.body();
    if (answer.status() == UNAUTHORIZED)
      throw new NotReachable(
          "%s asks for a key: set LEADLINE_API_KEY, or name a file with one by --key-file."
              .formatted(gateway),
          null);
    throw new NotReachable("%s answers %d to %s.".formatted(gateway, answer.status(), path), null);
  }

  private Answer send(HttpRequest.Builder request) {
    request.timeout(PATIENCE);
    if (apiKey != null && !apiKey.isBlank()) request.header("Authorization", "Bearer " + apiKey);
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new NotReachable(
          "Leadline does not answer at %s: start it with './leadline up', or name another address in LEADLINE_URL."
              .formatted(gateway),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReachable("Interrupted while waiting for " + gateway + ".", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
