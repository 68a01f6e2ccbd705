package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskOperations.Answer;
import dev.leadline.gateway.handling.HandleDeadLetters;
import dev.leadline.gateway.handling.HandleDeadLetters.Question;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What could not be taken in or projected, and what operators do about it (domain 4.9). */
@RestController
final class DeadLettersApi {

  private static final String ROOT = "/v1/ops/dead-letters";
  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;

  private final HandleDeadLetters letters;
  private final TenantSettings settings;

  DeadLettersApi(HandleDeadLetters letters, TenantSettings settings) {
    this.letters = letters;
    this.settings = settings;
  }

  /** A page. */
  @Operation(
      summary = "What could not be taken in (source ingress) or projected (its name), newest first",
      description =
          "payload is masked unless the caller is MANAGER: then its shape is told and no word of"
              + " it. unavailable names a service that did not answer, whose letters are missing.")
  @GetMapping(ROOT)
  ResponseEntity<byte[]> list(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      HttpServletRequest request) {
    int most = limit == null ? DEFAULT_LIMIT : limit;
    if (most < 1 || most > LARGEST_LIMIT)
      throw Problem.BAD_PARAMETER.because("limit is 1 to %d.".formatted(LARGEST_LIMIT));
    if (cursor != null && !HandleDeadLetters.isCursor(source, cursor))
      throw Problem.BROKEN_CURSOR.because("Give the nextCursor of an earlier answer.");
    return given(letters.list(new Question(source, reason, cursor, most), headers(request)));
  }

  /** One. */
  @Operation(
      summary = "One dead letter with its whole payload",
      responses = {
        @ApiResponse(responseCode = "200", description = "It waits"),
        @ApiResponse(responseCode = "404", description = "unknown-dead-letter")
      })
  @GetMapping(ROOT + "/{id}")
  ResponseEntity<byte[]> show(@PathVariable String id, HttpServletRequest request) {
    return given(letters.one("GET", id, null, headers(request), null));
  }

  /** Once more. */
  @Operation(
      summary = "Try a dead letter again, as it was received",
      responses = {
        @ApiResponse(
            responseCode = "202",
            description = "On its way; what fails again waits again"),
        @ApiResponse(responseCode = "404", description = "unknown-dead-letter"),
        @ApiResponse(responseCode = "409", description = "nothing-left")
      })
  @PostMapping(ROOT + "/{id}/retry")
  ResponseEntity<byte[]> retry(@PathVariable String id, HttpServletRequest request) {
    return given(letters.one("POST", id, "retry", headers(request), null));
  }

  /** Never again. */
  @Operation(
      summary = "Put a dead letter away for good; who, when and why is kept",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples = @ExampleObject("{\"reason\":\"a test of the producer\"}"))),
      responses = {
        @ApiResponse(responseCode = "204", description = "Gone"),
        @ApiResponse(responseCode = "404", description = "unknown-dead-letter")
      })
  @PostMapping(ROOT + "/{id}/discard")
  ResponseEntity<byte[]> discard(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return given(letters.one("POST", id, "discard", headers(request), body(request)));
  }

  /** All of them once more. */
  @Operation(
      summary = "Try all that match again",
      description =
          "left says how many did not fit into one call: call again with the upTo that was"
              + " answered, so that what has been parked meanwhile is not meant.",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"source\":\"ingress\",\"reason\":\"HANDLER_FAILED\"}"))))
  @PostMapping(ROOT + "/retry")
  ResponseEntity<byte[]> retryAll(HttpServletRequest request) throws IOException {
    String body = body(request);
    AuditTrail.order(request, body);
    return given(letters.retry(source(body), headers(request), body));
  }

  private static @Nullable String source(String body) {
    try {
      JsonNode source = Json.MAPPER.readTree(body).path("source");
      return source.isString() ? source.stringValue() : null;
    } catch (JacksonException notJson) {
      throw Problem.BAD_REQUEST.because("The body is not a JSON object.");
    }
  }

  private static String body(HttpServletRequest request) throws IOException {
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return body.isBlank() ? "{}" : body;
  }

  private Map<String, String> headers(HttpServletRequest request) {
    return Forwarded.forTenant(settings.tenant(), request);
  }

  private static ResponseEntity<byte[]> given(Answer answer) {
    var told = ResponseEntity.status(answer.status());
    if (!answer.body().isEmpty()) told.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
    return told.body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
