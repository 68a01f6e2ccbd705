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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The data model of the tenant, which lead-service keeps. */
@RestController
final class FieldsApi {

  private static final List<String> PATH = List.of("v1", "fields");
  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final ForwardWrites writes;
  private final TenantSettings settings;

  FieldsApi(ForwardWrites writes, TenantSettings settings) {
    this.writes = writes;
    this.settings = settings;
  }

  /** Asks the service that keeps them. */
  @Operation(summary = "The fields that a lead may have, with their types")
  @GetMapping("/v1/fields")
  ResponseEntity<byte[]> list(HttpServletRequest request) throws IOException {
    return forwarded(request);
  }

  /** Hands a field to the service that keeps it. */
  @Operation(
      summary = "Add a field, whose type is permanent, or give one another label",
      description =
          "type: TEXT, NUMBER, BOOLEAN, LIST or DATE_TIME. A value of another type is then refused"
              + " by the Leads API, and not taken from events.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JSON,
                      examples =
                          @ExampleObject(
                              "{\"name\":\"biggest_challenge\",\"label\":\"Biggest challenge\","
                                  + "\"type\":\"TEXT\"}"))),
      responses = {
        @ApiResponse(responseCode = "201", description = "Added"),
        @ApiResponse(responseCode = "200", description = "Was there, and has this label now"),
        @ApiResponse(
            responseCode = "409",
            description = "field-type-permanent, field-built-in, too-many-fields"),
        @ApiResponse(responseCode = "422", description = "invalid-field")
      })
  @PostMapping("/v1/fields")
  ResponseEntity<byte[]> add(HttpServletRequest request) throws IOException {
    return forwarded(request);
  }

  private ResponseEntity<byte[]> forwarded(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    var headers =
        type == null
            ? Map.of("Leadline-Tenant", settings.tenant())
            : Map.of("Leadline-Tenant", settings.tenant(), "Content-Type", type);
    return Forwarded.to(writes, PATH, headers, request);
  }
}
