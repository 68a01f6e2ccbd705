package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.AskRebuilds.Answer;
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

/** Read models and their rebuilds, which timeline-service does. */
@RestController
final class RebuildsApi {

  private static final String ROOT = "/v1/ops";

  private final OwnRebuilds rebuilds;

  RebuildsApi(OwnRebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** How far the projections are. */
  @Operation(summary = "How far each read model is, and which generation of it is seen")
  @GetMapping(ROOT + "/projections")
  ResponseEntity<byte[]> projections() {
    return answered(rebuilds.projections());
  }

  /** Begins a rebuild. */
  @Operation(
      summary = "Build a read model anew from the event store, beside the one that is seen",
      description =
          "tenant, leadId, fromPosition or fromTime: only those leads, which are compared and"
              + " repaired. compareOnly: fill, compare and throw away. dryRun: only count."
              + " eventsPerSecond: not faster than this. All leads of all tenants only for"
              + " operators of the platform's own tenant; for others, all of theirs.",
      responses = {
        @ApiResponse(responseCode = "202", description = "Begun"),
        @ApiResponse(responseCode = "403", description = "forbidden: another tenant's"),
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
    return answered(rebuilds.begin(name, body));
  }

  /** What runs, and what ran. */
  @Operation(summary = "Rebuilds that run, and the last ones that ended, newest first")
  @GetMapping(ROOT + "/rebuilds")
  ResponseEntity<byte[]> rebuilds() {
    return answered(rebuilds.all());
  }

  /** How far one is. */
  @Operation(summary = "How far a rebuild is, and what it found different")
  @GetMapping(ROOT + "/rebuilds/{id}")
  ResponseEntity<byte[]> rebuild(@PathVariable("id") String id) {
    return answered(rebuilds.one(id));
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
    return answered(rebuilds.tell(id, wish, "{}"));
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
    return answered(rebuilds.tell(id, "throttle", body));
  }

  private static ResponseEntity<byte[]> answered(Answer answer) {
    return ResponseEntity.status(answer.status())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
