package dev.leadline.leadservice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.InspectEvents;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The event store, for operators. What is personal is told to those who may see leads. */
@RestController
final class StoredEventsController {

  private static final int LARGEST_LIMIT = 500;

  /** PostgreSQL knows no time that is much before or after them. */
  private static final ValueRange YEARS = ValueRange.of(0, 9999);

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final InspectEvents events;

  StoredEventsController(InspectEvents events) {
    this.events = events;
  }

  /**
   * A stored event.
   *
   * @param onStreamOf the lead on whose stream it lies, where that is another one
   * @param event without its personal part where the caller may not see it, and once the person was
   *     erased
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Item(
      long position,
      long sequence,
      String eventId,
      String type,
      Instant recordedAt,
      @Nullable String onStreamOf,
      @Nullable String traceParent,
      JsonNode event) {

    static Item of(StoredEvent stored, String leadId, boolean masked) {
      return new Item(
          stored.position(),
          stored.sequence(),
          stored.eventId().toString(),
          WireName.of(stored.event().getClass()).cloudEventType(),
          stored.recordedAt(),
          stored.leadId().equals(leadId) ? null : stored.leadId(),
          stored.traceParent(),
          Json.MAPPER.valueToTree(masked ? stored.event().withoutPersonal() : stored.event()));
    }
  }

  /** A part of a stream, the oldest first. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page(List<Item> items, @Nullable String nextCursor, boolean masked) {}

  @GetMapping("/v1/ops/events")
  ResponseEntity<?> ofLead(
      @RequestHeader HttpHeaders headers,
      @RequestParam(required = false) @Nullable String lead,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit) {
    if (lead == null || Asked.id(lead) == null) return wrong("lead", "Give the id of a lead.");
    Long after = number(cursor, 0, Long.MAX_VALUE, 0);
    if (after == null) return wrong("cursor", "Give the nextCursor of an earlier answer.");
    Long most = number(limit, 1, LARGEST_LIMIT, 100);
    if (most == null)
      return wrong("limit", "It is a number from 1 to %d.".formatted(LARGEST_LIMIT));
    EventLog.Part part = events.ofLead(Caller.of(headers).tenant(), lead, after, most.intValue());
    List<StoredEvent> page = part.events();
    if (page.isEmpty() && after == 0) return Problems.answer(CommandAnswers.unknownLead());
    boolean masked = DeadLettersController.isMasked(headers);
    return ResponseEntity.ok(
        new Page(
            page.stream().map(stored -> Item.of(stored, lead, masked)).toList(),
            part.more() ? Long.toString(page.getLast().position()) : null,
            masked));
  }

  @GetMapping("/v1/ops/events/verify")
  ResponseEntity<?> verify(@RequestParam(required = false) @Nullable String after) {
    Long from = number(after, 0, Long.MAX_VALUE, 0);
    return from == null
        ? wrong("after", "It is a position: 0 or more.")
        : ResponseEntity.ok(events.check(from));
  }

  @PostMapping("/v1/ops/republish")
  ResponseEntity<?> republish(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return Problems.answer(Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
    JsonNode wish = body.json();
    String topic = wish.path("to").asString("");
    if (!TOPIC.matcher(topic).matches())
      return wrong("to", "Give the name of a topic, of letters, digits, dots, _ and -.");
    Long after = after(wish);
    if (after == null)
      return wrong(
          "fromPosition",
          "Give fromPosition, 0 or more, or a fromTime such as 2026-11-24T15:00:00Z.");
    JsonNode upTo = wish.path("upTo");
    return answer(
        events.republish(
            Caller.of(headers).tenant(),
            topic,
            wish.path("create").asBoolean(false),
            after,
            upTo.isIntegralNumber() && upTo.canConvertToLong() ? upTo.longValue() : null));
  }

  private static ResponseEntity<?> answer(InspectEvents.Answer answer) {
    return switch (answer) {
      case InspectEvents.Sent sent -> ResponseEntity.accepted().body(sent);
      case InspectEvents.LiveTopic _ ->
          Problems.answer(
              Problems.of(
                  ProblemType.LIVE_TOPIC,
                  "History is never sent to a topic of the platform: what listens would take it for"
                      + " news."));
      case InspectEvents.UnknownTopic _ ->
          Problems.answer(
              Problems.of(
                  ProblemType.UNKNOWN_TOPIC,
                  "There is no such topic: make it, or ask for it with create."));
    };
  }

  /** Where it begins; null when that is not said, or not understood. */
  private @Nullable Long after(JsonNode wish) {
    JsonNode position = wish.path("fromPosition");
    if (position.isIntegralNumber())
      return !position.canConvertToLong() || position.longValue() < 0
          ? null
          : Math.max(position.longValue() - 1, 0);
    try {
      OffsetDateTime time = OffsetDateTime.parse(wish.path("fromTime").asString(""));
      return YEARS.isValidIntValue(time.getYear()) ? events.positionBefore(time.toInstant()) : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private static @Nullable Long number(
      @Nullable String text, long least, long most, long otherwise) {
    if (text == null) return otherwise;
    try {
      long number = Long.parseLong(text);
      return number >= least && number <= most ? number : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static ResponseEntity<?> wrong(String name, String detail) {
    ProblemDetail problem = Problems.of(ProblemType.INVALID_PARAMETER, detail);
    problem.setProperty("parameter", name);
    return Problems.answer(problem);
  }
}
