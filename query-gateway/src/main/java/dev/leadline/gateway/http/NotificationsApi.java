package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.AskNotifications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rules, destinations and deliveries, which notification-service owns (domain 4.6). */
@RestController
final class NotificationsApi {

  private static final String ROOT = "/v1/notifications";
  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final AskNotifications notifications;
  private final TenantSettings settings;

  NotificationsApi(AskNotifications notifications, TenantSettings settings) {
    this.notifications = notifications;
    this.settings = settings;
  }

  /** Everything that is only looked at. */
  @Operation(
      summary = "Rules, destinations, what a rule may be about, ways to reach a team",
      description = "A secret is never given out again: hasSecret says that there is one.")
  @GetMapping({
    ROOT + "/rules",
    ROOT + "/rules/{ruleId}",
    ROOT + "/destinations",
    ROOT + "/destinations/{destinationId}",
    ROOT + "/triggers",
    ROOT + "/kinds"
  })
  ResponseEntity<byte[]> look(HttpServletRequest request) {
    return forwarded(request, null);
  }

  /** The ledger. */
  @Operation(
      summary = "What became of each message, newest first",
      description =
          "state: PENDING, SENDING, SENT, FAILED, UNKNOWN (nobody knows whether it arrived; it is"
              + " not sent again by itself), SKIPPED, DROPPED.")
  @GetMapping(ROOT + "/deliveries")
  ResponseEntity<byte[]> deliveries(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String trigger,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String destination,
      @RequestParam(required = false) @Nullable String lead,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      HttpServletRequest request) {
    return forwarded(request, null);
  }

  /** What was delivered to the dashboard itself. */
  @Operation(summary = "The inbox: what was delivered to the dashboard, newest first")
  @GetMapping(ROOT + "/inbox")
  ResponseEntity<byte[]> inbox(
      @RequestParam(required = false) @Nullable Integer limit, HttpServletRequest request) {
    return forwarded(request, null);
  }

  /** A new rule. */
  @Operation(
      summary = "Add a rule",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"name\":\"Calls\",\"triggers\":[\"lead.call-scheduled\"],"
                                  + "\"destinationIds\":[\"...\"],\"filter\":{\"countries\":[\"PT\"]},\"template\":\"{{"
                                  + " name }} booked a call\",\"words\":true,"
                                  + "\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:00\","
                                  + "\"zone\":\"Europe/Berlin\"},"
                                  + "\"rate\":{\"most\":10,\"within\":\"PT1H\"},"
                                  + "\"cooldown\":\"PT10M\",\"digest\":null,\"enabled\":true}"))))
  @PostMapping(path = ROOT + "/rules", consumes = JSON)
  ResponseEntity<byte[]> addRule(HttpServletRequest request) throws IOException {
    return forwarded(request, body(request));
  }

  /** A new destination. */
  @Operation(
      summary = "Add a destination",
      description =
          "INBOX; SLACK_WEBHOOK (secret: its address); SLACK_BOT (target: channel, secret: token);"
              + " WEBEX (target: room, secret: token); TEAMS (secret: address of the workflow);"
              + " WEBHOOK (target: address, secret: key, made and shown once if left out); EMAIL"
              + " (target: addresses).",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"name\":\"Sales\",\"kind\":\"SLACK_BOT\","
                                  + "\"target\":\"C0123\",\"secret\":\"xoxb-...\"}"))))
  @PostMapping(path = ROOT + "/destinations", consumes = JSON)
  ResponseEntity<byte[]> addDestination(HttpServletRequest request) throws IOException {
    return forwarded(request, body(request));
  }

  /** Changes. */
  @Operation(
      summary = "Change a rule or a destination: only what is in the body",
      requestBody = @RequestBody(required = true, content = @Content(mediaType = JSON)))
  @PatchMapping(
      path = {ROOT + "/rules/{ruleId}", ROOT + "/destinations/{destinationId}"},
      consumes = JSON)
  ResponseEntity<byte[]> change(HttpServletRequest request) throws IOException {
    return forwarded(request, body(request));
  }

  /** Takes away. */
  @Operation(summary = "Delete a rule, or a destination with its secret")
  @DeleteMapping({ROOT + "/rules/{ruleId}", ROOT + "/destinations/{destinationId}"})
  ResponseEntity<byte[]> delete(HttpServletRequest request) {
    return forwarded(request, null);
  }

  /** Actions without a body. */
  @Operation(summary = "Send a test message; send again what failed or is unknown")
  @PostMapping({
    ROOT + "/destinations/{destinationId}/test",
    ROOT + "/deliveries/{deliveryId}/send-again"
  })
  ResponseEntity<byte[]> act(HttpServletRequest request) {
    return forwarded(request, null);
  }

  private static String body(HttpServletRequest request) throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private ResponseEntity<byte[]> forwarded(HttpServletRequest request, @Nullable String body) {
    AskNotifications.Answer answer =
        notifications.ask(
            new AskNotifications.Call(
                request.getMethod(),
                settings.tenant(),
                request.getRequestURI().substring(ROOT.length()),
                request.getQueryString(),
                body));
    var told = ResponseEntity.status(answer.status());
    if (!answer.body().isEmpty()) told.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
    return told.body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
