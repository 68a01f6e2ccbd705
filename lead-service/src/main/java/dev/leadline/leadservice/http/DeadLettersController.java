package dev.leadline.leadservice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Json;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.leadservice.domain.FindParked.Found;
import dev.leadline.leadservice.domain.FindParked.Question;
import dev.leadline.leadservice.domain.ParkedRecord;
import dev.leadline.leadservice.handling.HandleDeadLetters;
import dev.leadline.leadservice.handling.HandleDeadLetters.Answer;
import dev.leadline.leadservice.handling.HandleDeadLetters.Retried;
import dev.leadline.leadservice.handling.Outcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Records that could not be taken in, for operators. What a lead has said in them is shown to those
 * who may see leads: whoever is OPS and no MANAGER sees the shape of a record, and no word of it.
 */
@RestController
final class DeadLettersController {

  private static final String ROOT = "/v1/ops/dead-letters";
  private static final String SOURCE = "ingress";
  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;
  private static final int LONGEST_WHY = 500;

  private final HandleDeadLetters letters;
  private final Clock clock;

  DeadLettersController(HandleDeadLetters letters, Clock clock) {
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * A page of letters, the newest first.
   *
   * @param total how many match, on whatever page
   * @param reasons how many wait for each reason
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page(
      List<Item> items, @Nullable String nextCursor, long total, Map<String, Long> reasons) {}

  /**
   * A letter.
   *
   * @param leadId as its producer gave it, if it did
   * @param payloadBytes how large the body is; in a list a large one is left out
   * @param masked whether what it says is hidden from the caller
   * @param retryable false when nothing of it is left that could be sent again
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Item(
      String id,
      String source,
      String reason,
      String detail,
      Instant at,
      @Nullable String eventId,
      @Nullable String type,
      String tenant,
      @Nullable String leadId,
      Map<String, String> headers,
      @Nullable JsonNode payload,
      int payloadBytes,
      boolean masked,
      boolean retryable) {

    static Item of(ParkedRecord letter, boolean masked, boolean whole) {
      boolean shown = whole || letter.body().length <= ShownPayload.LARGEST_IN_LIST;
      return new Item(
          letter.id(),
          SOURCE,
          letter.reason(),
          letter.detail(),
          letter.at(),
          letter.eventId(),
          letter.type(),
          letter.tenant(),
          leadId(letter),
          ShownPayload.headers(letter.headers(), masked),
          shown ? ShownPayload.of(letter.body(), masked) : null,
          letter.body().length,
          masked,
          !letter.emptied());
    }

    private static @Nullable String leadId(ParkedRecord letter) {
      try {
        JsonNode body = Json.MAPPER.readTree(letter.body());
        boolean inData = CloudEvent.isStructured(letter.headers().get(CloudEvent.CONTENT_TYPE));
        JsonNode id = (inData ? body.path("data") : body).path("identity").path("leadId");
        return id.isString() && Asked.id(id.stringValue()) != null ? id.stringValue() : null;
      } catch (JacksonException notJson) {
        return null;
      }
    }
  }

  @GetMapping(ROOT)
  ResponseEntity<?> list(
      @RequestHeader HttpHeaders headers,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit) {
    if (source != null && !source.equals(SOURCE))
      return wrong("source", "The only source here is 'ingress'.");
    if (!isReason(reason)) return wrong("reason", "The reasons are " + reasons() + ".");
    Long before = cursor == null ? Long.valueOf(Long.MAX_VALUE) : number(cursor);
    if (before == null) return wrong("cursor", "Give the nextCursor of an earlier answer.");
    Long most = limit == null ? Long.valueOf(DEFAULT_LIMIT) : number(limit);
    if (most == null || most < 1 || most > LARGEST_LIMIT)
      return wrong("limit", "It is a number from 1 to %d.".formatted(LARGEST_LIMIT));
    Found found =
        letters.find(Question.newest(Caller.of(headers).tenant(), reason, before, most.intValue()));
    boolean masked = isMasked(headers);
    return ResponseEntity.ok(
        new Page(
            found.records().stream().map(letter -> Item.of(letter, masked, false)).toList(),
            found.left() > 0 ? Long.toString(found.records().getLast().place()) : null,
            found.total(),
            found.byReason()));
  }

  @GetMapping(ROOT + "/{id}")
  ResponseEntity<?> show(@PathVariable String id, @RequestHeader HttpHeaders headers) {
    ParkedRecord letter = letters.find(Caller.of(headers).tenant(), id);
    return letter == null ? unknown() : ResponseEntity.ok(Item.of(letter, isMasked(headers), true));
  }

  /** What was done to how many, and how many a further call with this {@code upTo} goes on with. */
  record Done(long retried, long left, @Nullable Long upTo) {}

  @PostMapping(ROOT + "/{id}/retry")
  ResponseEntity<?> retry(@PathVariable String id, @RequestHeader HttpHeaders headers) {
    return switch (letters.retry(
        Caller.of(headers).tenant(), id, member(headers), clock.instant())) {
      case DONE -> ResponseEntity.accepted().body(new Done(1, 0, null));
      case UNKNOWN -> unknown();
      case EMPTIED ->
          Problems.answer(
              Problems.of(
                  ProblemType.NOTHING_LEFT,
                  "Somebody in it was erased, or it was too large to be kept: nothing is left that"
                      + " could be sent again."));
    };
  }

  @PostMapping(ROOT + "/retry")
  ResponseEntity<?> retryAll(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    JsonNode body = object(given);
    if (body == null) return notJson();
    String source = text(body, "source");
    if (source != null && !source.equals(SOURCE))
      return wrong("source", "The only source here is 'ingress'.");
    String reason = text(body, "reason");
    if (!isReason(reason)) return wrong("reason", "The reasons are " + reasons() + ".");
    JsonNode bound = body.path("upTo");
    Retried retried =
        letters.retryAll(
            Caller.of(headers).tenant(),
            reason,
            bound.isIntegralNumber() && bound.canConvertToLong() ? bound.longValue() : null,
            member(headers),
            clock.instant());
    return ResponseEntity.accepted()
        .body(new Done(retried.retried(), retried.left(), retried.upTo()));
  }

  @PostMapping(ROOT + "/{id}/discard")
  ResponseEntity<?> discard(
      @PathVariable String id,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] given) {
    JsonNode body = object(given);
    if (body == null) return notJson();
    String why = text(body, "reason");
    if (why == null || why.length() > LONGEST_WHY)
      return wrong(
          "reason", "Say in 1 to %d characters why it is discarded.".formatted(LONGEST_WHY));
    Answer answer =
        letters.discard(Caller.of(headers).tenant(), id, member(headers), why, clock.instant());
    return answer == Answer.DONE ? ResponseEntity.noContent().build() : unknown();
  }

  /** The gateway says which roles the caller has; who has none sees nothing personal. */
  static boolean isMasked(HttpHeaders headers) {
    String roles = headers.getFirst("Leadline-Roles");
    return roles == null
        || !Set.of(roles.toUpperCase(Locale.ROOT).split("\\s*,\\s*")).contains("MANAGER");
  }

  private static @Nullable String member(HttpHeaders headers) {
    String member = headers.getFirst("Leadline-Member");
    return member == null ? null : URLDecoder.decode(member, StandardCharsets.UTF_8);
  }

  private static @Nullable JsonNode object(byte @Nullable [] given) {
    if (given == null || given.length == 0) return Json.MAPPER.createObjectNode();
    CommandBody body = CommandBody.read(given);
    return body == null ? null : body.json();
  }

  private static @Nullable String text(JsonNode body, String name) {
    String given = body.path(name).asString("").strip();
    return given.isEmpty() ? null : given;
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static boolean isReason(@Nullable String reason) {
    return reason == null
        || Arrays.stream(Outcome.Reason.values()).anyMatch(one -> one.name().equals(reason));
  }

  private static String reasons() {
    return Arrays.toString(Outcome.Reason.values());
  }

  private static ResponseEntity<?> unknown() {
    return Problems.answer(
        Problems.of(
            ProblemType.UNKNOWN_DEAD_LETTER,
            "No such letter waits: it has been dealt with, or there never was one."));
  }

  private static ResponseEntity<?> notJson() {
    return Problems.answer(Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
  }

  private static ResponseEntity<?> wrong(String name, String detail) {
    var problem = Problems.of(ProblemType.INVALID_PARAMETER, detail);
    problem.setProperty("parameter", name);
    return Problems.answer(problem);
  }
}
