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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the tenant decides for all its leads, which lead-service keeps. */
@RestController
final class SettingsApi {

  private static final List<String> PATH = List.of("v1", "settings");

  private final ForwardWrites writes;
  private final TenantSettings settings;

  SettingsApi(ForwardWrites writes, TenantSettings settings) {
    this.writes = writes;
    this.settings = settings;
  }

  /** Asks the service that keeps them. */
  @Operation(
      summary = "What holds for all leads of the tenant",
      description = "Their version is the ETag, and 0 until something was decided.")
  @GetMapping("/v1/settings")
  ResponseEntity<byte[]> show(HttpServletRequest request) throws IOException {
    return forwarded(request);
  }

  /** Hands them to the service that keeps them. */
  @Operation(
      summary = "Decide what holds for all leads of the tenant",
      description =
          "What the body does not name stays as it is. 'version' in the body, or If-Match, is the"
              + " version that the caller has seen. What was decided under older settings is not"
              + " decided again. deanonymization: OFF, ON_ENGAGEMENT or ALL_SITE_TRAFFIC."
              + " anonymousKeptForDays, leadsKeptForMonths and blockSameNetworkForHours are"
              + " switched off by 0. blockSameNetworkForHours: so long after somebody was blocked"
              + " whoever comes anew from the same network is blocked too; who was blocked before"
              + " it was switched on counts once they come again, and with it switched off what was"
              + " kept of networks is deleted.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      examples =
                          @ExampleObject(
                              "{\"zone\":\"Europe/Lisbon\",\"blockingThreshold\":1.0,"
                                  + "\"deanonymization\":\"ON_ENGAGEMENT\","
                                  + "\"deanonymizationExcludedCountries\":[\"DE\"],"
                                  + "\"emailOpenIsAction\":false,"
                                  + "\"anonymousKeptForDays\":90,\"leadsKeptForMonths\":0,"
                                  + "\"blockSameNetworkForHours\":0}"))),
      responses = {
        @ApiResponse(responseCode = "200", description = "They hold from now on"),
        @ApiResponse(responseCode = "400", description = "not-json, bad-header"),
        @ApiResponse(responseCode = "412", description = "version-changed"),
        @ApiResponse(responseCode = "422", description = "invalid-settings")
      })
  @PutMapping("/v1/settings")
  ResponseEntity<byte[]> change(HttpServletRequest request) throws IOException {
    return forwarded(request);
  }

  private ResponseEntity<byte[]> forwarded(HttpServletRequest request) throws IOException {
    return Forwarded.to(writes, PATH, Forwarded.forTenant(settings.tenant(), request), request);
  }
}
