package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.Unavailable;
import dev.leadline.enrichment.domain.Verdict;
import dev.leadline.enrichment.providers.CallFailed.Kind;
import dev.leadline.enrichment.providers.HttpDoor.Question;
import dev.leadline.enrichment.providers.HttpDoor.Reply;
import dev.leadline.events.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks an endpoint that speaks as OpenAI's {@code POST /v1/moderations} does. Whoever asks hears of
 * everything but scores as {@link Unavailable}: the messages wait in their topic meanwhile.
 */
final class OpenAiModeration implements ScoreMessages {

  private static final int OK = 200;
  private static final List<Integer> THIS_TEXT = List.of(400, 413, 422);

  private final HttpDoor door;
  private final Backend backend;
  private final ModerationSettings settings;

  OpenAiModeration(HttpDoor door, Backend backend, ModerationSettings settings) {
    this.door = door;
    this.backend = backend;
    this.settings = settings;
  }

  @Override
  public List<Verdict> score(List<String> texts) {
    try {
      return backend.call(() -> ask(texts));
    } catch (CallFailed failed) {
      if (failed.kind() != Kind.NOT_TAKEN)
        throw Unavailable.because("Moderation " + failed.getMessage(), failed);
      if (texts.size() == 1) return List.of(new Verdict.NotTaken());
      // One of them is not taken; the others are not to suffer for it.
      return texts.stream().map(text -> score(List.of(text)).getFirst()).toList();
    }
  }

  /** The scores of each text, in their order. */
  private List<Verdict> ask(List<String> texts) {
    Reply reply = door.ask(question(texts));
    if (reply.status() != OK)
      throw new CallFailed(
          THIS_TEXT.contains(reply.status()) ? Kind.NOT_TAKEN : Kind.REFUSED,
          "answers " + reply.status(),
          null);
    String model = reply.body().path("model").asString("");
    List<Verdict> verdicts =
        reply.body().path("results").valueStream().map(result -> verdict(result, model)).toList();
    if (verdicts.size() == texts.size()) return verdicts;
    throw new CallFailed(Kind.PASSING, "answers with something else than scores", null);
  }

  private Question question(List<String> texts) {
    String key = settings.key();
    ObjectNode body = Json.MAPPER.createObjectNode().put("model", settings.model());
    ArrayNode input = body.putArray("input");
    texts.forEach(input::add);
    return Question.json(
        HttpMethod.POST,
        settings.address(),
        key == null || key.isBlank() ? Map.of() : Map.of("Authorization", "Bearer " + key),
        body);
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
    if (scores.isEmpty()) throw new CallFailed(Kind.PASSING, "answers without scores", null);
    return new Verdict.Scored(scores, model);
  }
}
