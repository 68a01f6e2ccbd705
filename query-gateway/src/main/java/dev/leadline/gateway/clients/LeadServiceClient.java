package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskIngest;
import dev.leadline.gateway.domain.AskStore;
import dev.leadline.gateway.domain.FetchFile;
import dev.leadline.gateway.domain.ForwardWrites;
import dev.leadline.gateway.domain.ServiceStatus.Ingest;
import dev.leadline.gateway.domain.ServiceStatus.Store;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestBodySpec;
import org.springframework.web.client.RestClientException;

/**
 * Calls lead-service. A call whose answer is lost is not repeated here: the client is told to, and
 * the event's id makes that harmless.
 */
@Component
final class LeadServiceClient implements ForwardWrites, FetchFile, AskIngest, AskStore {

  private static final String WHAT = "What takes in events and commands";
  private static final int SERVER_ERROR = 500;
  private static final int BUFFER = 1 << 16;

  private static final List<String> FOR_THE_CALLER =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);

  private final RestClient service;
  private final RestClient files;

  LeadServiceClient(ServiceCalls calls) {
    this.service = calls.leadService();
    this.files = calls.filesOfLeadService();
  }

  @Override
  public Answer forward(Request request) {
    try {
      HttpMethod method = HttpMethod.valueOf(request.method());
      var call = call(service, request, method);
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

  private static RequestBodySpec call(RestClient service, Request request, HttpMethod method) {
    return service
        .method(method)
        .uri(ServiceCalls.pathOf(request.path().size()), request.path().toArray())
        .headers(headers -> request.headers().forEach(headers::set));
  }

  private static Answer answer(ClientHttpResponse answer) throws IOException {
    Map<String, String> headers = headers(answer);
    return new Answer(
        answer.getStatusCode().value(),
        headers,
        new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** What the caller is told beside the answer, if it is one. */
  private static Map<String, String> headers(ClientHttpResponse answer) throws IOException {
    HttpHeaders given = answer.getHeaders();
    boolean explained = String.valueOf(given.getContentType()).contains("problem+json");
    if (answer.getStatusCode().value() >= SERVER_ERROR && !explained)
      throw Unavailable.of(WHAT, null);
    Map<String, String> headers = new TreeMap<>();
    for (String name : FOR_THE_CALLER) {
      String value = given.getFirst(name);
      if (value != null) headers.put(name, value);
    }
    return headers;
  }

  @Override
  public void fetch(Request request, Begun begun) {
    try {
      HttpMethod method = HttpMethod.valueOf(request.method());
      call(files, request, method)
          .exchangeForRequiredValue(
              (sent, answer) -> {
                Map<String, String> headers = headers(answer);
                OutputStream to = begun.begin(answer.getStatusCode().value(), headers);
                pass(answer.getBody(), to);
                return headers;
              });
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    var some = new byte[BUFFER];
    for (int read = from.read(some); read >= 0; read = from.read(some)) write(some, read, to);
  }

  private static void write(byte[] some, int length, OutputStream to) {
    try {
      to.write(some, 0, length);
      // Whoever waits sees that it comes.
      to.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
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
