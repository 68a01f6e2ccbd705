package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.AskOperations;
import dev.leadline.gateway.domain.AskOperations.Answer;
import dev.leadline.gateway.domain.AskOperations.Call;
import dev.leadline.gateway.domain.AskOperations.Service;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The event store, for operators; lead-service keeps it. */
@RestController
final class EventStoreApi {

  private final AskOperations ask;
  private final TenantSettings settings;

  EventStoreApi(AskOperations ask, TenantSettings settings) {
    this.ask = ask;
    this.settings = settings;
  }

  /** A stream. */
  @Operation(
      summary = "What was stored of a lead, the oldest first",
      description = "The personal part of an event is shown to whoever is MANAGER.",
      responses = {
        @ApiResponse(responseCode = "200", description = "A page"),
        @ApiResponse(responseCode = "404", description = "unknown-lead")
      })
  @GetMapping("/v1/ops/events")
  ResponseEntity<byte[]> events(
      @RequestParam String lead,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit,
      HttpServletRequest request) {
    return forwarded(request, List.of("v1", "ops", "events"), null);
  }

  /** A check. */
  @Operation(
      summary = "Read stored events after a position, and name those that no longer read",
      description = "A call looks at some thousands; go on with after = position until it is head.")
  @GetMapping("/v1/ops/events/verify")
  ResponseEntity<byte[]> verify(
      @RequestParam(required = false) @Nullable String after, HttpServletRequest request) {
    return forwarded(request, List.of("v1", "ops", "events", "verify"), null);
  }

  /** History for somebody new. */
  @Operation(
      summary = "Send stored events to a topic of choice, for a new consumer",
      description =
          "Never to a topic of the platform. A call sends some thousands; go on with fromPosition ="
              + " position + 1 and upTo = the first head until position is head. ce_replayed marks"
              + " each.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      examples =
                          @ExampleObject(
                              "{\"to\":\"warehouse.lead-events\",\"fromPosition\":0,"
                                  + "\"create\":true}"))),
      responses = {
        @ApiResponse(responseCode = "202", description = "Sent so far"),
        @ApiResponse(responseCode = "404", description = "unknown-topic"),
        @ApiResponse(responseCode = "409", description = "live-topic")
      })
  @PostMapping("/v1/ops/republish")
  ResponseEntity<byte[]> republish(HttpServletRequest request) throws IOException {
    String order = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    AuditTrail.order(request, order);
    return forwarded(request, List.of("v1", "ops", "republish"), order);
  }

  private ResponseEntity<byte[]> forwarded(
      HttpServletRequest request, List<String> path, @Nullable String body) {
    var query = new TreeMap<String, String>();
    request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
    Answer answer =
        ask.ask(
            new Call(
                Service.LEAD_SERVICE,
                request.getMethod(),
                path,
                query,
                Forwarded.forTenant(settings.tenant(), request),
                body));
    return ResponseEntity.status(answer.status())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
