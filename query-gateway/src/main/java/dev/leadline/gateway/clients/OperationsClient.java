package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskOperations;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the services what operators ask the gateway. */
@Component
final class OperationsClient implements AskOperations {

  private static final int SERVER_ERROR = 500;

  private final Map<Service, RestClient> services = new EnumMap<>(Service.class);

  OperationsClient(ServiceCalls calls) {
    services.put(Service.LEAD_SERVICE, calls.leadService());
    services.put(Service.TIMELINE_SERVICE, calls.timelineService());
  }

  @Override
  public Answer ask(Call call) {
    String label = call.service().label();
    RestClient service = services.get(call.service());
    if (service == null) throw new IllegalStateException("Every service has a client");
    List<Object> values = new ArrayList<>(call.path());
    values.addAll(call.query().values());
    try {
      var request =
          service
              .method(HttpMethod.valueOf(call.method()))
              .uri(address(call), values.toArray())
              .headers(headers -> call.headers().forEach(headers::set));
      String body = call.body();
      if (body != null) request.contentType(MediaType.APPLICATION_JSON).body(body);
      return request.exchangeForRequiredValue((sent, answer) -> answer(label, answer));
    } catch (RestClientException down) {
      throw Unavailable.of("What answers for " + label, down);
    }
  }

  private static String address(Call call) {
    String query =
        call.query().keySet().stream()
            .map(name -> name + "={value}")
            .collect(Collectors.joining("&", "?", ""));
    return ServiceCalls.pathOf(call.path().size()) + (call.query().isEmpty() ? "" : query);
  }

  private static Answer answer(String label, ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    String type = String.valueOf(answer.getHeaders().getContentType());
    if (status >= SERVER_ERROR && !type.contains("problem+json"))
      throw Unavailable.of("What answers for " + label, null);
    return new Answer(
        status, type, new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
  }
}
