package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Verdict;
import dev.leadline.enrichment.providers.ModerationFailure.Kind;
import dev.leadline.events.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One call of an endpoint that speaks as OpenAI's {@code POST /v1/moderations} does. */
final class ModerationEndpoint {

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final List<Integer> THIS_TEXT = List.of(400, 413, 422);

  private final RestClient client;
  private final String model;

  ModerationEndpoint(RestClient.Builder builder, ModerationSettings settings) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build());
    requests.setReadTimeout(settings.timeout());
    String key = settings.key();
    this.model = settings.model();
    this.client =
        builder
            .clone()
            .requestFactory(requests)
            .baseUrl(settings.address().toString())
            .defaultHeaders(
                headers -> {
                  if (key != null && !key.isBlank()) headers.setBearerAuth(key);
                })
            .build();
  }

  /** A question as the endpoint takes it. */
  private record Question(String model, List<String> input) {}

  /**
   * The scores of each text, in their order.
   *
   * @throws ModerationFailure for any other answer, and for none
   */
  List<Verdict> ask(List<String> texts) {
    try {
      return client
          .post()
          .contentType(MediaType.APPLICATION_JSON)
          .body(Json.MAPPER.writeValueAsBytes(new Question(model, texts)))
          .exchangeForRequiredValue((request, answer) -> verdicts(answer, texts.size()));
    } catch (ResourceAccessException away) {
      throw new ModerationFailure(Kind.PASSING, "does not answer", null);
    }
  }

  private static List<Verdict> verdicts(ClientHttpResponse answer, int expected)
      throws IOException {
    int status = answer.getStatusCode().value();
    if (status != OK) throw failure(status, answer.getHeaders());
    try {
      JsonNode body = Json.MAPPER.readTree(answer.getBody());
      List<Verdict> verdicts =
          body.path("results")
              .valueStream()
              .map(result -> verdict(result, body.path("model").asString("")))
              .toList();
      if (verdicts.size() == expected) return verdicts;
    } catch (JacksonException garbage) {
      // As good as an answer with too little in it.
    }
    throw new ModerationFailure(Kind.PASSING, "answers with something else than scores", null);
  }

  /** Finer categories, such as {@code harassment/threatening}, count for the one they are of. */
  private static Verdict verdict(JsonNode result, String model) {
    Map<String, Double> scores = new HashMap<>();
    for (var category : result.path("category_scores").properties())
      if (category.getValue().isNumber())
        scores.merge(
            category.getKey().replaceFirst("/.*", ""),
            Math.clamp(category.getValue().doubleValue(), 0, 1),
            Math::max);
    if (scores.isEmpty()) throw new ModerationFailure(Kind.PASSING, "answers without scores", null);
    return new Verdict.Scored(scores, model);
  }

  private static ModerationFailure failure(int status, HttpHeaders headers) {
    if (status == TOO_MANY || status >= SERVER_ERROR)
      return new ModerationFailure(
          Kind.PASSING, "answers " + status, seconds(headers.getFirst(HttpHeaders.RETRY_AFTER)));
    return new ModerationFailure(
        THIS_TEXT.contains(status) ? Kind.NOT_TAKEN : Kind.REFUSED, "answers " + status, null);
  }

  private static @Nullable Duration seconds(@Nullable String retryAfter) {
    return retryAfter != null && retryAfter.strip().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
        : null;
  }
}
