package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ForwardWrites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What changes leads, which lead-service decides. Which member does it a person's sign-in says, and
 * with a key {@code memberId} and {@code memberName} in the body; whose lead it is, the credential
 * says.
 */
@RestController
final class CommandsApi {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final ForwardWrites writes;
  private final TenantSettings settings;

  CommandsApi(ForwardWrites writes, TenantSettings settings) {
    this.writes = writes;
    this.settings = settings;
  }

  /** Hands a command to the service that decides it. */
  @Operation(
      summary =
          "Take over, give back, write, block, let in, set the stage, judge an answer, report",
      description =
          "Fields beside memberId and memberName - takeover: expectedControlVersion, from (the"
              + " member to take over from); messages: text, controlVersion, channel (CHAT, EMAIL,"
              + " TEXT); block: reason, note, until; unblock: reason; stage: stage, reason;"
              + " feedback: messageId, rating (UP, DOWN), suggestion; events (Leads API, no"
              + " member): name, properties. Idempotency-Key makes a repetition harmless, If-Match"
              + " takes the lead's version.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"memberId\":\"sam.reed\",\"memberName\":\"Sam Reed\"}"))),
      responses = {
        @ApiResponse(responseCode = "200", description = "Done; version is the lead's new one"),
        @ApiResponse(responseCode = "404", description = "unknown-lead"),
        @ApiResponse(
            responseCode = "409",
            description =
                "already-taken-over, control-changed, take-over-first, already-blocked,"
                    + " not-blocked, merged, idempotency-key-reused"),
        @ApiResponse(responseCode = "410", description = "erased"),
        @ApiResponse(responseCode = "412", description = "version-changed"),
        @ApiResponse(responseCode = "422", description = "invalid-command")
      })
  @PostMapping({
    "/v1/leads/{leadId}/takeover",
    "/v1/leads/{leadId}/return",
    "/v1/leads/{leadId}/messages",
    "/v1/leads/{leadId}/block",
    "/v1/leads/{leadId}/unblock",
    "/v1/leads/{leadId}/stage",
    "/v1/leads/{leadId}/feedback",
    "/v1/leads/{leadId}/events"
  })
  ResponseEntity<byte[]> command(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    String address = request.getRequestURI();
    String command = address.substring(address.lastIndexOf('/') + 1);
    List<String> path = List.of("v1", "leads", leadId, command);
    // What a program reports is in nobody's name.
    return command.equals("events")
        ? Forwarded.to(writes, path, forTenant(request), request)
        : Forwarded.inOwnName(writes, path, forTenant(request), request);
  }

  private Map<String, String> forTenant(HttpServletRequest request) {
    return Forwarded.forTenant(settings.tenant(), request);
  }

  /** Hands what a member says of two leads to the service that decides it. */
  @Operation(
      summary = "Make another lead part of this one, or a lead of its own again",
      description =
          "Fields beside memberId and memberName - merge: absorbLeadId; unmerge: leadId, the"
              + " absorbed one, for 90 days. What was parted is not joined by keys again."
              + " Idempotency-Key and If-Match as with other commands.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"memberId\":\"sam.reed\",\"memberName\":\"Sam Reed\","
                                  + "\"absorbLeadId\":\"...\"}"))),
      responses = {
        @ApiResponse(responseCode = "200", description = "Done; version is the lead's new one"),
        @ApiResponse(responseCode = "404", description = "unknown-lead"),
        @ApiResponse(
            responseCode = "409",
            description =
                "merged, already-merged, other-lead-erased, too-many-keys, not-absorbed,"
                    + " unmerge-too-late, idempotency-key-reused"),
        @ApiResponse(responseCode = "410", description = "erased"),
        @ApiResponse(responseCode = "412", description = "version-changed"),
        @ApiResponse(
            responseCode = "422",
            description = "invalid-command, same-lead, unknown-other-lead")
      })
  @PostMapping({"/v1/leads/{leadId}/merge", "/v1/leads/{leadId}/unmerge"})
  ResponseEntity<byte[]> merge(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    return command(leadId, request);
  }

  /** Hands the question who else may be this person to the service that knows it. */
  @Operation(
      summary = "Leads that may be the same person, and why they were not joined at once",
      description =
          "why: OWN_EMAILS, OWN_IDS, UNCONFIRMED or PHONE_ALONE; key: by which kind of key one"
              + " event named both.")
  @GetMapping("/v1/leads/{leadId}/merge-suggestions")
  ResponseEntity<byte[]> suggestions(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    return Forwarded.to(
        writes, List.of("v1", "leads", leadId, "merge-suggestions"), forTenant(request), request);
  }

  /** Hands a member's judgement to the service that keeps it. */
  @Operation(
      summary = "The two leads are not the same person: do not suggest it again",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)),
      responses = {
        @ApiResponse(responseCode = "200", description = "Done; version is the lead's new one"),
        @ApiResponse(responseCode = "404", description = "unknown-lead"),
        @ApiResponse(responseCode = "409", description = "not-suggested, merged"),
        @ApiResponse(responseCode = "410", description = "erased"),
        @ApiResponse(responseCode = "422", description = "invalid-command, unknown-other-lead")
      })
  @PostMapping("/v1/leads/{leadId}/merge-suggestions/{otherId}/dismiss")
  ResponseEntity<byte[]> dismiss(
      @PathVariable String leadId, @PathVariable String otherId, HttpServletRequest request)
      throws IOException {
    return Forwarded.inOwnName(
        writes,
        List.of("v1", "leads", leadId, "merge-suggestions", otherId, "dismiss"),
        forTenant(request),
        request);
  }

  /** Hands a question about control to the service that knows it at once. */
  @Operation(summary = "Who may speak to the lead now: what a channel asks right before it sends")
  @GetMapping("/v1/leads/{leadId}/control")
  ResponseEntity<byte[]> control(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    return Forwarded.to(
        writes, List.of("v1", "leads", leadId, "control"), forTenant(request), request);
  }

  /** Hands what a program knows of a lead to the service that stores it. */
  @Operation(
      summary = "Leads API: create or complete a lead by its keys",
      description =
          "identity: one key at least (email, phone, anonymousId, externalIds); fields: texts,"
              + " whole numbers, truth values; null leaves a field as it is. 201 for a new lead,"
              + " 200 for a known one.",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)))
  @PostMapping("/v1/leads")
  ResponseEntity<byte[]> upsert(HttpServletRequest request) throws IOException {
    return Forwarded.to(writes, List.of("v1", "leads"), forTenant(request), request);
  }

  /** Several leads in one call. */
  @Operation(
      summary = "Leads API: up to 500 leads at once, 207 with one result for each",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)))
  @PostMapping("/v1/leads/bulk")
  ResponseEntity<byte[]> bulk(HttpServletRequest request) throws IOException {
    return Forwarded.to(writes, List.of("v1", "leads", "bulk"), forTenant(request), request);
  }

  /** Fields of a lead that is known by its id. */
  @Operation(
      summary = "Complete the fields of a lead, or correct them",
      description =
          "fields: as in POST /v1/leads. With memberId and memberName a member types them in: that"
              + " holds against whatever others tell later, and an email or phone among them ties"
              + " what comes with it to the lead (409 identity-taken names the lead that has it;"
              + " identity-erased: whoever had it was erased, and only they themselves bring it"
              + " back). Idempotency-Key and If-Match as with other commands.",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)))
  @PatchMapping("/v1/leads/{leadId}")
  ResponseEntity<byte[]> patch(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    return Forwarded.inOwnName(writes, List.of("v1", "leads", leadId), forTenant(request), request);
  }
}
