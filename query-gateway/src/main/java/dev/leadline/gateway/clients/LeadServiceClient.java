package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskIngest;
import dev.leadline.gateway.domain.AskStore;
import dev.leadline.gateway.domain.ForwardWrites;
import dev.leadline.gateway.domain.ServiceStatus.Ingest;
import dev.leadline.gateway.domain.ServiceStatus.Store;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Calls lead-service. A call whose answer is lost is not repeated here: the client is told to, and
 * the event's id makes that harmless.
 */
@Component
final class LeadServiceClient implements ForwardWrites, AskIngest, AskStore {

  private static final String WHAT = "What takes in events and commands";
  private static final int SERVER_ERROR = 500;

  private static final List<String> FOR_THE_CALLER =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);

  private final RestClient service;

  LeadServiceClient(ServiceCalls calls) {
    this.service = calls.leadService();
  }

  @Override
  public Answer forward(Request request) {
    try {
      HttpMethod method = HttpMethod.valueOf(request.method());
      var call =
          service
              .method(method)
              .uri(ServiceCalls.pathOf(request.path().size()), request.path().toArray())
              .headers(headers -> request.headers().forEach(headers::set));
      // A question has no body, not even an empty one.
      if (!method.equals(HttpMethod.GET)) {
        if (request.length() >= 0) call.contentLength(request.length());
        call.body(request.body()::transferTo);
      }
      return call.exchangeForRequiredValue((sent, answer) -> answer(answer));
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }

  private static Answer answer(ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    HttpHeaders given = answer.getHeaders();
    boolean explained = String.valueOf(given.getContentType()).contains("problem+json");
    if (status >= SERVER_ERROR && !explained) throw Unavailable.of(WHAT, null);
    Map<String, String> headers = new TreeMap<>();
    for (String name : FOR_THE_CALLER) {
      String value = given.getFirst(name);
      if (value != null) headers.put(name, value);
    }
    return new Answer(
        status, headers, new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public Ingest ask() {
    try {
      Ingest counters = service.get().uri("/internal/ingest").retrieve().body(Ingest.class);
      if (counters == null) throw Unavailable.of(WHAT, null);
      return counters;
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }

  @Override
  public Store askStore() {
    try {
      Store store = service.get().uri("/internal/store").retrieve().body(Store.class);
      if (store == null) throw Unavailable.of(WHAT, null);
      return store;
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }
}
