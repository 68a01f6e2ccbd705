package dev.leadline.leadservice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Json;
import dev.leadline.events.TraceParent;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.leadservice.handling.Arrival;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.PublishChannelEvents;
import dev.leadline.leadservice.handling.PublishChannelEvents.Publication;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.servicebase.Spans;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP binding of CloudEvents: one event in binary or structured mode, or several in batch
 * mode. All or nothing: a batch with one broken event is refused whole, and names each (domain
 * 4.10, 19).
 */
@RestController
final class EventsController {

  /** The extension of CloudEvents by which an event names its tenant. */
  private static final String TENANT = "tenantid";

  private final ReadChannelEvents read;
  private final PublishChannelEvents publish;
  private final LeadPace pace;
  private final Clock clock;
  private final Spans spans;

  EventsController(
      ReadChannelEvents read,
      PublishChannelEvents publish,
      LeadPace pace,
      Clock clock,
      Spans spans) {
    this.read = read;
    this.publish = publish;
    this.pace = pace;
    this.clock = clock;
    this.spans = spans;
  }

  /**
   * How many events are on their way.
   *
   * @param ignored what of them says nothing; left out where there is nothing of the kind
   */
  record Accepted(
      int accepted, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ignored> ignored) {}

  /** Which event of the request has fields that its type does not have: JSON pointers. */
  record Ignored(int index, List<String> fields) {}

  /** Which event of the request is broken, and how. */
  record Broken(int index, String reason, String detail) {}

  @PostMapping("/v1/events")
  ResponseEntity<?> publish(
      HttpServletRequest request,
      @RequestHeader(name = "Content-Type", required = false) @Nullable String contentType,
      @RequestBody(required = false) byte @Nullable [] body) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    String tenant = request.getHeader(Caller.TENANT);
    byte[] bytes = body == null ? new byte[0] : body;
    List<CloudEvent.Reading> envelopes;
    if (type.startsWith(CloudEvent.BATCH)) envelopes = batch(bytes, tenant);
    else if (type.startsWith(CloudEvent.STRUCTURED)) envelopes = List.of(structured(bytes, tenant));
    else if (type.startsWith(MediaType.APPLICATION_JSON_VALUE))
      envelopes =
          List.of(
              request.getHeader("ce-specversion") == null
                  ? structured(bytes, tenant)
                  : CloudEvent.read(headers(request, tenant), bytes));
    else
      return Problems.answer(
          Problems.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send application/json with ce-* headers, %s or %s."
                  .formatted(CloudEvent.STRUCTURED, CloudEvent.BATCH)));
    return tenant != null && envelopes.stream().anyMatch(one -> isOfAnother(one, tenant))
        ? Problems.answer(
            Problems.of(
                ProblemType.OTHER_TENANT,
                "An event names another tenant than the credential: leave tenantid away."))
        : publish(envelopes, trace(request), clock.instant());
  }

  /** Of what an event is a part that says nothing itself: of this request. */
  private @Nullable String trace(HttpServletRequest request) {
    TraceParent current = spans.current();
    return current == null ? request.getHeader(TraceParent.HEADER) : current.text();
  }

  private static boolean isOfAnother(CloudEvent.Reading reading, String tenant) {
    return reading instanceof CloudEvent.Understood(CloudEvent event)
        && !event.tenant().equals(tenant);
  }

  private ResponseEntity<?> publish(
      List<CloudEvent.Reading> envelopes, @Nullable String trace, Instant now) {
    var good = new ArrayList<Publication>();
    var broken = new ArrayList<Broken>();
    var ignored = new ArrayList<Ignored>();
    var leads = new ArrayList<String>();
    for (int i = 0; i < envelopes.size(); i++) {
      ReadChannelEvents.Reading reading =
          switch (envelopes.get(i)) {
            case CloudEvent.Broken unreadable -> ReadChannelEvents.refused(unreadable);
            case CloudEvent.Understood understood -> read.read(understood.event(), now);
          };
      switch (reading) {
        case ReadChannelEvents.Refused(Parked why) ->
            broken.add(new Broken(i, why.reason().name(), why.detail()));
        case ReadChannelEvents.Understood understood -> {
          leads.add(lead(understood.arrival()));
          if (!understood.ignored().isEmpty()) ignored.add(new Ignored(i, understood.ignored()));
          if (envelopes.get(i) instanceof CloudEvent.Understood(CloudEvent envelope))
            good.add(
                new Publication(
                    envelope.traceParent() == null ? envelope.within(trace) : envelope,
                    understood.arrival().event()));
        }
      }
    }
    if (!broken.isEmpty()) {
      var problem = Problems.of(ProblemType.INVALID_EVENT, broken.getFirst().detail());
      problem.setProperty("errors", broken);
      return Problems.answer(problem);
    }
    Duration wait = pace.take(leads);
    if (wait != null) return tooFast(wait);
    publish.publish(good);
    return ResponseEntity.accepted().body(new Accepted(good.size(), ignored));
  }

  /** What tells the leads of events apart, as far as an event says it itself. */
  private static String lead(Arrival arrival) {
    ChannelEvent event = arrival.event();
    String leadId = event.identity().leadId();
    return event.tenant() + '|' + (leadId == null ? arrival.keys().getFirst() : leadId);
  }

  private static ResponseEntity<?> tooFast(Duration wait) {
    ProblemDetail problem =
        Problems.of(
            ProblemType.TOO_MANY_OF_ONE_LEAD,
            "Events of one lead come too fast. Nothing of the request was taken: send it again"
                + " later.");
    return ResponseEntity.status(problem.getStatus())
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static CloudEvent.Reading structured(byte[] body, @Nullable String tenant) {
    try {
      return structured(Json.MAPPER.readTree(body), tenant);
    } catch (JacksonException notJson) {
      return notJson();
    }
  }

  /** An event that names no tenant is of the one that the credential is of. */
  private static CloudEvent.Reading structured(JsonNode event, @Nullable String tenant) {
    if (tenant != null && event instanceof ObjectNode object && !object.hasNonNull(TENANT))
      object.put(TENANT, tenant);
    return CloudEvent.readStructured(event);
  }

  private static List<CloudEvent.Reading> batch(byte[] body, @Nullable String tenant) {
    try {
      JsonNode events = Json.MAPPER.readTree(body);
      if (!events.isArray() || events.isEmpty())
        return List.of(
            new CloudEvent.Broken(
                CloudEvent.BrokenReason.BAD_ENVELOPE,
                "A batch is a JSON array of one event at least."));
      return events.valueStream().map(event -> structured(event, tenant)).toList();
    } catch (JacksonException notJson) {
      return List.of(notJson());
    }
  }

  private static CloudEvent.Broken notJson() {
    return new CloudEvent.Broken(CloudEvent.BrokenReason.NOT_JSON, "The body is not JSON.");
  }

  /** HTTP writes {@code ce-id} where Kafka writes {@code ce_id}. */
  private static Map<String, String> headers(HttpServletRequest request, @Nullable String tenant) {
    var headers = new HashMap<String, String>();
    for (String name : Collections.list(request.getHeaderNames()))
      headers.put(
          name.toLowerCase(Locale.ROOT).replaceFirst("^ce-", "ce_"), request.getHeader(name));
    // That of the request, which goes on here.
    headers.remove(TraceParent.HEADER);
    if (tenant != null) headers.putIfAbsent("ce_" + TENANT, tenant);
    return headers;
  }
}
