package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls notification-service. */
@Component
final class NotificationsClient implements AskNotifications {

  private static final String WHAT = "What tells the team";
  private static final int SERVER_ERROR = 500;

  private final RestClient service;
  private final URI address;

  NotificationsClient(ServiceCalls calls, ServiceSettings settings) {
    this.service = calls.notificationService();
    this.address = settings.notificationService();
  }

  @Override
  public Answer ask(Call call) {
    String query = call.query() == null ? "" : "?" + call.query();
    try {
      var request =
          service
              .method(HttpMethod.valueOf(call.method()))
              .uri(URI.create(address + "/v1/notifications" + call.path() + query))
              .header("Leadline-Tenant", call.tenant());
      String body = call.body();
      if (body != null) request.contentType(MediaType.APPLICATION_JSON).body(body);
      return request.exchangeForRequiredValue((sent, answer) -> answer(answer));
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }

  private static Answer answer(ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    String type = String.valueOf(answer.getHeaders().getContentType());
    if (status >= SERVER_ERROR && !type.contains("problem+json")) throw Unavailable.of(WHAT, null);
    return new Answer(
        status, type, new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
  }
}
