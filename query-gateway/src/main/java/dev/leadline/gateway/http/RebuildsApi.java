package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.AskRebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Read models and their rebuilds, which timeline-service does. */
@RestController
final class RebuildsApi {

  private static final String ROOT = "/v1/ops";

  private final AskRebuilds rebuilds;

  RebuildsApi(AskRebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** How far the projections are. */
  @Operation(summary = "How far each read model is, and which generation of it is seen")
  @GetMapping(ROOT + "/projections")
  ResponseEntity<byte[]> projections() {
    return asked("GET", "/projections", null);
  }

  /** Begins a rebuild. */
  @Operation(
      summary = "Build a read model anew from the event store, beside the one that is seen",
      description =
          "tenant, leadId, fromPosition or fromTime: only those leads, which are compared and"
              + " repaired. compareOnly: fill, compare and throw away. dryRun: only count."
              + " eventsPerSecond: not faster than this.",
      responses = {
        @ApiResponse(responseCode = "202", description = "Begun"),
        @ApiResponse(responseCode = "404", description = "not-found"),
        @ApiResponse(responseCode = "409", description = "already-running, not-possible"),
        @ApiResponse(responseCode = "422", description = "invalid-rebuild")
      })
  @PostMapping(ROOT + "/projections/{name}/rebuild")
  ResponseEntity<byte[]> begin(
      @PathVariable("name") String name,
      @RequestBody(required = false) @Nullable String body,
      HttpServletRequest request) {
    AuditTrail.order(request, body);
    return asked("POST", "/projections/" + segment(name) + "/rebuild", body == null ? "{}" : body);
  }

  /** What runs, and what ran. */
  @Operation(summary = "Rebuilds that run, and the last ones that ended, newest first")
  @GetMapping(ROOT + "/rebuilds")
  ResponseEntity<byte[]> rebuilds() {
    return asked("GET", "/rebuilds", null);
  }

  /** How far one is. */
  @Operation(summary = "How far a rebuild is, and what it found different")
  @GetMapping(ROOT + "/rebuilds/{id}")
  ResponseEntity<byte[]> rebuild(@PathVariable("id") String id) {
    return asked("GET", "/rebuilds/" + segment(id), null);
  }

  /** Tells it what to do. */
  @Operation(
      summary = "Pause, resume or cancel a rebuild, or go back to what was seen before it",
      responses = {
        @ApiResponse(responseCode = "202", description = "It will"),
        @ApiResponse(responseCode = "404", description = "not-found"),
        @ApiResponse(responseCode = "409", description = "not-possible, already-running")
      })
  @PostMapping(ROOT + "/rebuilds/{id}/{wish:pause|resume|cancel|rollback}")
  ResponseEntity<byte[]> ask(@PathVariable("id") String id, @PathVariable("wish") String wish) {
    return asked("POST", "/rebuilds/" + segment(id) + "/" + wish, "{}");
  }

  /** Tells it how fast it may go. */
  @Operation(
      summary = "Let a rebuild that runs go not faster than eventsPerSecond; 0: as fast as it goes",
      responses = {
        @ApiResponse(responseCode = "202", description = "It will"),
        @ApiResponse(responseCode = "404", description = "not-found"),
        @ApiResponse(responseCode = "409", description = "not-possible"),
        @ApiResponse(responseCode = "422", description = "invalid-rebuild")
      })
  @PostMapping(ROOT + "/rebuilds/{id}/throttle")
  ResponseEntity<byte[]> throttle(
      @PathVariable("id") String id, @RequestBody String body, HttpServletRequest request) {
    AuditTrail.order(request, body);
    return asked("POST", "/rebuilds/" + segment(id) + "/throttle", body);
  }

  private static String segment(String text) {
    return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
  }

  private ResponseEntity<byte[]> asked(String method, String path, @Nullable String body) {
    AskRebuilds.Answer answer = rebuilds.ask(method, path, body);
    return ResponseEntity.status(answer.status())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
