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
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What team members do to a lead. Who does it is {@code memberId} and {@code memberName} in the
 * body; whose lead it is, this gateway says and no caller.
 */
@RestController
final class CommandsApi {

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Idempotency-Key", "If-Match", "traceparent");

  private final ForwardWrites writes;
  private final TenantSettings settings;

  CommandsApi(ForwardWrites writes, TenantSettings settings) {
    this.writes = writes;
    this.settings = settings;
  }

  /** Hands a command to the service that decides it. */
  @Operation(
      summary = "Take over, give back, write, block, let in, set the stage",
      description =
          "Fields beside memberId and memberName - takeover: expectedControlVersion, from (the"
              + " member to take over from); messages: text, controlVersion, channel (CHAT, EMAIL,"
              + " TEXT); block: reason, note; unblock: reason; stage: stage, reason."
              + " Idempotency-Key makes a repetition harmless, If-Match takes the lead's version.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
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
    "/v1/leads/{leadId}/stage"
  })
  ResponseEntity<byte[]> command(@PathVariable String leadId, HttpServletRequest request)
      throws IOException {
    var headers = new TreeMap<String, String>();
    headers.put("Leadline-Tenant", settings.tenant());
    for (String name : PASSED_ON) {
      String given = request.getHeader(name);
      if (given != null) headers.put(name, given);
    }
    String address = request.getRequestURI();
    String command = address.substring(address.lastIndexOf('/') + 1);
    return Forwarded.to(writes, List.of("v1", "leads", leadId, command), headers, request);
  }
}
