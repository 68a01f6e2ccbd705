package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.providers.CallFailed.Kind;
import dev.leadline.events.Json;
import dev.leadline.events.Unstorable;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The one way out for HTTP. It connects to nothing inside the network unless that is allowed, and
 * judges the very address that it connects to, so that a name cannot point elsewhere in between. It
 * follows no redirection, keeps no cookies, repeats nothing by itself, reads a megabyte at most
 * where nobody asks for more, and never waits for ever. How long it waits and how often it tries is
 * said by a {@link Backend}.
 */
@Component
final class HttpDoor {

  private static final int MOST_OF_AN_ANSWER = 1_048_576;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final Set<Integer> THIS_QUESTION = Set.of(400, 404, 409, 410, 413, 422);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final RestClient client;
  private final boolean allowInside;
  private final Clock clock;

  HttpDoor(RestClient.Builder builder, CallSettings settings, Clock clock) {
    this.allowInside = settings.allowInsideAddresses();
    this.clock = clock;
    this.client =
        builder
            .clone()
            .requestFactory(requests(settings))
            // A span would tell whom we ask about, by the address, and our secrets; and the vendor
            // our traces. What is asked is metered by the backend, and traced by the inquiry.
            .observationRegistry(ObservationRegistry.NOOP)
            .build();
  }

  private static ClientHttpRequestFactory requests(CallSettings settings) {
    HttpClientSettings limits =
        HttpClientSettings.defaults()
            .withTimeouts(settings.connectTimeout(), Duration.ofSeconds(60))
            .withRedirects(HttpRedirects.DONT_FOLLOW)
            .withCookieHandling(HttpCookieHandling.DISABLE);
    if (!settings.allowInsideAddresses())
      limits = limits.withInetAddressFilter(InetAddressFilter.externalAddresses());
    return ClientHttpRequestFactoryBuilder.httpComponents()
        .withHttpClientCustomizer(
            http -> http.disableAutomaticRetries().disableAuthCaching().setUserAgent("Leadline"))
        .withConnectionManagerCustomizer(
            connections -> connections.setMaxConnPerRoute(64).setMaxConnTotal(512))
        .build(limits);
  }

  /**
   * What came back; JSON, or a null node where the body is empty. What no store takes of its texts
   * is replaced.
   */
  record Reply(int status, HttpHeaders headers, JsonNode body) {}

  /** A question. */
  record Question(
      HttpMethod method,
      URI address,
      Map<String, String> headers,
      @Nullable String contentType,
      @Nullable String body) {

    static Question get(URI address, Map<String, String> headers) {
      return new Question(HttpMethod.GET, address, headers, null, null);
    }

    static Question json(
        HttpMethod method, URI address, Map<String, String> headers, JsonNode body) {
      return new Question(method, address, headers, "application/json", body.toString());
    }
  }

  /**
   * Asks once, for JSON. Statuses from 200 to 299 come back, and those that say something of this
   * question alone (400, 404, 409, 410, 413, 422), which the caller judges.
   *
   * @throws CallFailed for any other, and for no answer
   */
  Reply ask(Question question) {
    return ask(question, Set.of(), MOST_OF_AN_ANSWER);
  }

  /**
   * The same, except that these statuses come back too, and are judged by the caller.
   *
   * @param most bytes that are read of the answer; of a longer one nothing is taken
   */
  Reply ask(Question question, Set<Integer> judged, int most) {
    URI address = question.address();
    if (!allowInside && !"https".equalsIgnoreCase(address.getScheme()))
      throw new CallFailed(Kind.REFUSED, "has an address that does not begin with https://", null);
    try {
      var request = client.method(question.method()).uri(address);
      request.header(HttpHeaders.ACCEPT, "application/json");
      question.headers().forEach(request::header);
      if (question.contentType() != null)
        request.header(HttpHeaders.CONTENT_TYPE, question.contentType());
      if (question.body() != null) request.body(question.body().getBytes(StandardCharsets.UTF_8));
      return request.exchangeForRequiredValue((sent, answer) -> reply(answer, judged, most));
    } catch (FilteredHostException inside) {
      throw new CallFailed(Kind.REFUSED, "has an address inside the network", null);
    } catch (ResourceAccessException away) {
      throw new CallFailed(Kind.PASSING, "does not answer", null);
    }
  }

  private Reply reply(ClientHttpResponse answer, Set<Integer> judged, int most) throws IOException {
    int status = answer.getStatusCode().value();
    HttpHeaders headers = answer.getHeaders();
    boolean ours = THIS_QUESTION.contains(status) || judged.contains(status);
    boolean whole = answer.getStatusCode().is2xxSuccessful() || ours;
    if (!whole) {
      Duration wait = asked(headers.getFirst(HttpHeaders.RETRY_AFTER));
      Kind kind =
          status == TOO_MANY || status == 408 || status >= SERVER_ERROR
              ? Kind.PASSING
              : Kind.REFUSED;
      throw new CallFailed(kind, "answers " + status, wait);
    }
    byte[] body = answer.getBody().readNBytes(most + 1);
    if (body.length > most)
      throw new CallFailed(
          Kind.NOT_TAKEN, "answers with more than %d MiB".formatted(most >> 20), null);
    return new Reply(status, headers, json(ours, body));
  }

  private static JsonNode json(boolean ours, byte[] body) {
    if (body.length == 0) return Json.MAPPER.getNodeFactory().nullNode();
    try {
      return Unstorable.replacedIn(Json.MAPPER.readTree(body));
    } catch (JacksonException garbage) {
      if (ours) return Json.MAPPER.getNodeFactory().nullNode();
      throw new CallFailed(Kind.PASSING, "answers with something that is not JSON", null);
    }
  }

  /**
   * What a backend asked for, in seconds or as a date; null if it asked for nothing, or for a time
   * that is over by our clock.
   */
  private @Nullable Duration asked(@Nullable String retryAfter) {
    if (retryAfter == null) return null;
    String given = retryAfter.strip();
    try {
      Duration wait =
          given.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(given))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (!wait.isPositive()) return null;
      return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    } catch (DateTimeParseException | NumberFormatException nonsense) {
      return null;
    }
  }
}
