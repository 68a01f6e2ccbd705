package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Calls of a running service, as the gateway makes them. */
record HttpCalls(HttpClient client, RunningService service) {

  HttpCalls(RunningService service) {
    this(HttpClient.newHttpClient(), service);
  }

  /** Status and body; the body is a problem where the status says so. */
  record Answer(int status, JsonNode body) {

    void isRefused(int expected, String type) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      assertThat(body.path("type").asString()).isEqualTo("/problems/" + type);
      assertThat(body.path("detail").asString()).isNotBlank();
    }

    Answer is(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    String text(String field) {
      return body.path(field).asString();
    }
  }

  Answer get(String path, String... headers) {
    return call("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) {
    return call("POST", path, body, headers);
  }

  Answer put(String path, String body, String... headers) {
    return call("PUT", path, body, headers);
  }

  Answer patch(String path, String body, String... headers) {
    return call("PATCH", path, body, headers);
  }

  /** Without saying how long the body is. */
  Answer postChunked(String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var chunks = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    return call("POST", path, chunks, headers);
  }

  Answer call(String method, String path, String body, String... headers) {
    return call(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  private Answer call(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, body);
    for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
