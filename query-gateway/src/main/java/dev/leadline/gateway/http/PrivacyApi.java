package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.FetchFile;
import dev.leadline.gateway.domain.ForwardWrites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people may ask about the data that is kept of them; lead-service does it. */
@RestController
final class PrivacyApi {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final ForwardWrites writes;
  private final FetchFile files;
  private final TenantSettings settings;

  PrivacyApi(ForwardWrites writes, FetchFile files, TenantSettings settings) {
    this.writes = writes;
    this.files = files;
    this.settings = settings;
  }

  /** Hands a request on. */
  @Operation(
      summary = "Erase a person: the lead and all that it has absorbed, for ever",
      description =
          "The answer is the proof: who asked, when, how much. GET it again for its status: RUNNING"
              + " while parked records are searched, then DONE. Read models follow within seconds;"
              + " kafkaUntil is when the topics of events will have dropped what was published"
              + " before. memberId is optional; legalBasis must not name the person.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"leadId\":\"...\",\"legalBasis\":\"GDPR article 17\"}"))),
      responses = {
        @ApiResponse(
            responseCode = "202",
            description = "The event store has forgotten the person"),
        @ApiResponse(responseCode = "404", description = "unknown-lead"),
        @ApiResponse(
            responseCode = "409",
            description =
                "already-erased, merged (movedTo is the lead to ask for), idempotency-key-reused"),
        @ApiResponse(responseCode = "422", description = "invalid-command")
      })
  @PostMapping("/v1/privacy/erasures")
  ResponseEntity<byte[]> erase(HttpServletRequest request) throws IOException {
    return inOwnName(List.of("v1", "privacy", "erasures"), request);
  }

  /** Hands a question on. */
  @Operation(summary = "How far an erasure is, and its proof")
  @GetMapping("/v1/privacy/erasures/{id}")
  ResponseEntity<byte[]> erasure(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return forward(List.of("v1", "privacy", "erasures", id), request);
  }

  /** Hands a request on. */
  @Operation(
      summary = "Ask for all that is known of a person",
      description =
          "The answer says where it can be fetched as JSON and as CSV, and until when. It tells"
              + " what was known when it was asked for, and ends with an erasure.",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)),
      responses = {
        @ApiResponse(responseCode = "202", description = "It can be fetched"),
        @ApiResponse(responseCode = "404", description = "unknown-lead"),
        @ApiResponse(responseCode = "409", description = "merged"),
        @ApiResponse(responseCode = "410", description = "erased"),
        @ApiResponse(responseCode = "422", description = "invalid-command")
      })
  @PostMapping("/v1/privacy/exports")
  ResponseEntity<byte[]> export(HttpServletRequest request) throws IOException {
    return inOwnName(List.of("v1", "privacy", "exports"), request);
  }

  /** Hands a question on. */
  @Operation(summary = "Whether an export can be fetched, and where")
  @GetMapping("/v1/privacy/exports/{id}")
  ResponseEntity<byte[]> export(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return forward(List.of("v1", "privacy", "exports", id), request);
  }

  /** Hands the answer on while it comes: there may be a hundred thousand entries of a person. */
  @Operation(
      summary = "All that is known of a person: data.json or data.csv",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "With provenance, all parts, whole history"),
        @ApiResponse(responseCode = "404", description = "unknown-export"),
        @ApiResponse(responseCode = "410", description = "expired, erased")
      })
  @GetMapping("/v1/privacy/exports/{id}/{file:data\\.json|data\\.csv}")
  void exported(
      @PathVariable String id,
      @PathVariable String file,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean whole = false;
    try {
      files.fetch(
          new ForwardWrites.Request(
              request.getMethod(),
              List.of("v1", "privacy", "exports", id, file),
              Forwarded.forTenant(settings.tenant(), request),
              0,
              InputStream.nullInputStream()),
          (status, headers) -> {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            return response.getOutputStream();
          });
      whole = true;
    } catch (UncheckedIOException gone) {
      // The reader went away: there is nobody to tell.
      throw gone.getCause();
    } finally {
      if (!whole) AuditTrail.breaksOff(request);
    }
  }

  private ResponseEntity<byte[]> inOwnName(List<String> path, HttpServletRequest request)
      throws IOException {
    return Forwarded.inOwnName(
        writes, path, Forwarded.forTenant(settings.tenant(), request), request);
  }

  private ResponseEntity<byte[]> forward(List<String> path, HttpServletRequest request)
      throws IOException {
    return Forwarded.to(writes, path, Forwarded.forTenant(settings.tenant(), request), request);
  }
}
