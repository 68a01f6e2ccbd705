package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskRebuilds;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls timeline-service about what it projects. */
@Component
final class RebuildsClient implements AskRebuilds {

  private static final String WHAT = "The service that projects";
  private static final int SERVER_ERROR = 500;

  private final RestClient service;
  private final URI address;

  RebuildsClient(ServiceCalls calls, ServiceSettings settings) {
    this.service = calls.timelineService();
    this.address = settings.timelineService();
  }

  @Override
  public Answer ask(String method, String path, @Nullable String body) {
    try {
      var request =
          service.method(HttpMethod.valueOf(method)).uri(URI.create(address + "/v1/ops" + path));
      if (body != null) request.contentType(MediaType.APPLICATION_JSON).body(body);
      return request.exchangeForRequiredValue((sent, answer) -> answer(answer));
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }

  private static Answer answer(ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    if (status >= SERVER_ERROR) throw Unavailable.of(WHAT, null);
    return new Answer(
        status,
        String.valueOf(answer.getHeaders().getContentType()),
        new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
  }
}
