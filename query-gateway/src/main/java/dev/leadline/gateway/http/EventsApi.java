package dev.leadline.gateway.http;

import dev.leadline.events.channel.CloudEvent;
import dev.leadline.gateway.domain.ForwardWrites;
import dev.leadline.gateway.domain.MemberActions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Channel events, from programs that have no Kafka client. */
@RestController
final class EventsApi {

  private static final String ATTRIBUTE = "ce-";

  private final ForwardWrites writes;

  EventsApi(ForwardWrites writes) {
    this.writes = writes;
  }

  /** Hands one event, or a batch of them, to the service that takes them in. */
  @Operation(
      summary = "Publish channel events (CloudEvents 1.0, HTTP binding: structured, batch, binary)",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(mediaType = CloudEvent.STRUCTURED, schema = @Schema(type = "object")),
                @Content(mediaType = CloudEvent.BATCH, schema = @Schema(type = "array")),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "object"))
              }),
      responses =
          @ApiResponse(
              responseCode = "202",
              description = "Accepted and kept; ignored names fields that a type does not have"))
  @PostMapping(
      path = "/v1/events",
      consumes = {MediaType.APPLICATION_JSON_VALUE, CloudEvent.STRUCTURED, CloudEvent.BATCH})
  ResponseEntity<byte[]> publish(HttpServletRequest request) throws IOException {
    var headers = new TreeMap<String, String>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(ATTRIBUTE)
          || lower.equals("content-type")
          || lower.equals("traceparent")) headers.put(name, request.getHeader(name));
    }
    byte[] body = request.getInputStream().readAllBytes();
    checkActions(EventTypes.of(request.getHeader(ATTRIBUTE + "type"), body), request);
    return Forwarded.to(writes, List.of("v1", "events"), headers, request, body);
  }

  /** What a person does, they do by its call; what a program says of members is kept. */
  private static void checkActions(Set<String> types, HttpServletRequest request) {
    List<String> actions =
        types.stream().filter(type -> MemberActions.callInsteadOf(type) != null).toList();
    if (actions.isEmpty()) return;
    AuditTrail.says(request, actions);
    if (Callers.required().isPerson())
      throw Problem.FORBIDDEN.because(
          "You are signed in, and act by calls: instead of %s use %s."
              .formatted(actions.getFirst(), MemberActions.callInsteadOf(actions.getFirst())));
  }
}
