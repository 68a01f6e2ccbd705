package dev.leadline.leadservice.http;

import dev.leadline.events.Json;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.TellLeads;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the customer's own programs know of leads (domain 2.12, 4.9), and what members think of an
 * answer. Each call becomes a channel event, stored when the answer goes out; {@code
 * Idempotency-Key} becomes its id, so that a repetition is harmless. {@code If-Match} is for calls
 * that name a lead in their address; the others refuse it. A field that is null is left as it is.
 */
@RestController
final class LeadsApiController {

  private static final String SOURCE = "/leadline/leads-api";
  private static final String UPSERTED = "leadline.api.lead-upserted.v1";
  private static final String TRACKED = "leadline.api.event-tracked.v1";
  private static final String FEEDBACK = "leadline.chat.feedback-given.v1";
  private static final int MOST_ITEMS = 500;

  private final TellLeads leads;
  private final MemberEdits edits;
  private final FindFieldTypes findFieldTypes;
  private final Clock clock;

  LeadsApiController(
      TellLeads leads, MemberEdits edits, FindFieldTypes findFieldTypes, Clock clock) {
    this.leads = leads;
    this.edits = edits;
    this.findFieldTypes = findFieldTypes;
    this.clock = clock;
  }

  /** The lead after a call. */
  record Answer(String leadId, long version) {}

  /** What became of one item of a bulk call. */
  record Result(
      int status,
      @Nullable String leadId,
      @Nullable Long version,
      @Nullable ProblemDetail problem) {}

  /** An event to be told, or why there is none. */
  private record Wish(@Nullable CloudEvent event, @Nullable ProblemDetail problem) {}

  @PostMapping("/v1/leads")
  ResponseEntity<?> upsert(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
    ProblemDetail badMatch = IfMatch.withoutLead(headers);
    if (badMatch != null) return Problems.answer(badMatch);
    Caller caller = Caller.of(headers);
    return one(headers, upserted(caller, null, object(body), types(caller)));
  }

  /** A program completes a lead, or a member corrects it, who then names themselves. */
  @PatchMapping("/v1/leads/{leadId}")
  ResponseEntity<?> patch(
      @PathVariable String leadId,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] body) {
    CommandBody edit = CommandBody.read(body == null ? new byte[0] : body);
    if (edit != null && edit.namesMember())
      return switch (CommandCall.read(headers, body)) {
        case CommandCall.Broken broken -> Problems.answer(broken.problem());
        case CommandCall.Understood call -> edits.edit(leadId, call);
      };
    Caller caller = Caller.of(headers);
    return one(headers, upserted(caller, leadId, object(body), types(caller)));
  }

  @PostMapping("/v1/leads/{leadId}/events")
  ResponseEntity<?> track(
      @PathVariable String leadId,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] body) {
    return one(headers, told(TRACKED, "SYSTEM", Caller.of(headers), leadId, object(body)));
  }

  @PostMapping("/v1/leads/{leadId}/feedback")
  ResponseEntity<?> feedback(
      @PathVariable String leadId,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] body) {
    return one(headers, told(FEEDBACK, "MEMBER", Caller.of(headers), leadId, object(body)));
  }

  @PostMapping("/v1/leads/bulk")
  ResponseEntity<?> bulk(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
    Caller caller = Caller.of(headers);
    ProblemDetail badKey = caller.problem();
    if (badKey != null) return Problems.answer(badKey);
    ProblemDetail badMatch = IfMatch.withoutLead(headers);
    if (badMatch != null) return Problems.answer(badMatch);
    ObjectNode given = object(body);
    if (given == null) return Problems.answer(notJson());
    JsonNode items = given.path("items");
    if (!items.isArray() || items.isEmpty() || items.size() > MOST_ITEMS)
      return Problems.answer(
          invalid("'items' is an array of 1 to %d leads.".formatted(MOST_ITEMS)));
    FieldTypes types = types(caller);
    var wishes = new ArrayList<Wish>();
    for (JsonNode item : items) {
      ObjectNode lead = item instanceof ObjectNode fields ? fields : null;
      wishes.add(upserted(caller.ofItem(wishes.size()), null, lead, types));
    }
    return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(Map.of("results", tell(wishes)));
  }

  private ResponseEntity<?> one(HttpHeaders headers, Wish wish) {
    IfMatch match = IfMatch.of(headers);
    if (wish.event() != null && match.problem() != null) return Problems.answer(match.problem());
    Result result =
        wish.event() == null || match.version() == null
            ? tell(List.of(wish)).getFirst()
            : result(leads.tell(wish.event(), match.version(), clock.instant()));
    String leadId = result.leadId();
    Long version = result.version();
    if (leadId == null || version == null) return Problems.answer(problemOf(result));
    return ResponseEntity.status(result.status())
        .eTag(Long.toString(version))
        .body(new Answer(leadId, version));
  }

  private static ProblemDetail problemOf(Result result) {
    if (result.problem() == null) throw new IllegalStateException("Neither a lead nor a problem");
    return result.problem();
  }

  private List<Result> tell(List<Wish> wishes) {
    List<CloudEvent> events = wishes.stream().map(Wish::event).filter(Objects::nonNull).toList();
    var answers = leads.tell(events, clock.instant()).iterator();
    return wishes.stream()
        .map(wish -> wish.problem() == null ? result(answers.next()) : refused(wish.problem()))
        .toList();
  }

  private static Result result(TellLeads.Answer answer) {
    return switch (answer) {
      case TellLeads.Told told ->
          new Result(
              told.created() ? HttpStatus.CREATED.value() : HttpStatus.OK.value(),
              told.leadId(),
              told.version(),
              null);
      case TellLeads.NotTold(Outcome.Parked why) -> refused(problem(why));
      case TellLeads.VersionChanged(long version) ->
          refused(CommandAnswers.versionChanged(version));
    };
  }

  private static Result refused(ProblemDetail problem) {
    return new Result(problem.getStatus(), null, null, problem);
  }

  private static ProblemDetail problem(Outcome.Parked why) {
    return switch (why.reason()) {
      case UNKNOWN_LEAD -> Problems.of(ProblemType.UNKNOWN_LEAD, "There is no lead with this id.");
      case ERASED ->
          Problems.of(ProblemType.ERASED, "The person was erased; nothing of them is kept.");
      case ID_CONFLICT ->
          Problems.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "Another call was made under this Idempotency-Key.");
      case NO_IDENTITY -> Problems.of(ProblemType.NO_IDENTITY, why.detail());
      case NOT_JSON, BAD_ENVELOPE, TOO_LARGE, UNKNOWN_TYPE, BAD_BODY -> invalid(why.detail());
      case HANDLER_FAILED ->
          throw new IllegalStateException("Only what comes from Kafka is parked for it");
    };
  }

  private FieldTypes types(Caller caller) {
    return findFieldTypes.of(caller.tenant());
  }

  private Wish upserted(
      Caller caller, @Nullable String leadId, @Nullable ObjectNode body, FieldTypes types) {
    if (body == null) return new Wish(null, notJson());
    if (!(body.path("fields") instanceof ObjectNode given))
      return new Wish(null, invalid("'fields' is an object of names and values."));
    ObjectNode fields = given.deepCopy();
    fields.removeIf(JsonNode::isNull);
    var values = FieldValues.read(fields, types);
    if (!values.mistakes().isEmpty()) return new Wish(null, invalid(values.mistakes()));
    ObjectNode identity =
        body.path("identity") instanceof ObjectNode named
            ? named.deepCopy()
            : Json.MAPPER.createObjectNode();
    if (leadId == null) identity.remove("leadId");
    else identity.put("leadId", leadId);
    identity.put("asserted", "API");
    ObjectNode payload = Json.MAPPER.createObjectNode();
    payload.set("fields", fields);
    return wish(UPSERTED, "SYSTEM", caller, identity, payload);
  }

  private Wish told(
      String type, String actor, Caller caller, String leadId, @Nullable ObjectNode payload) {
    if (payload == null) return new Wish(null, notJson());
    ObjectNode identity = Json.MAPPER.createObjectNode().put("leadId", leadId);
    return wish(type, actor, caller, identity, payload);
  }

  private Wish wish(
      String type, String actor, Caller caller, ObjectNode identity, ObjectNode payload) {
    ProblemDetail badKey = caller.problem();
    if (badKey != null) return new Wish(null, badKey);
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.set("identity", identity);
    data.putObject("actor").put("kind", actor);
    data.set("payload", payload);
    Instant now = clock.instant();
    return new Wish(
        new CloudEvent(caller.id(), SOURCE, type, now, caller.tenant(), now, null, data), null);
  }

  private static @Nullable ObjectNode object(byte @Nullable [] body) {
    try {
      return body != null && Json.MAPPER.readTree(body) instanceof ObjectNode read ? read : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static ProblemDetail notJson() {
    return Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object.");
  }

  private static ProblemDetail invalid(String detail) {
    return Problems.of(ProblemType.INVALID_LEAD, detail);
  }

  private static ProblemDetail invalid(List<CommandBody.Mistake> mistakes) {
    return Problems.of(ProblemType.INVALID_LEAD, mistakes);
  }
}
