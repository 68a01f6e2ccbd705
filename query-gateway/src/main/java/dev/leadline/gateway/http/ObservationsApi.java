package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ForwardWrites;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All that anybody ever told of a lead, where its detail shows the winning values. */
@RestController
final class ObservationsApi {

  private final KnownLeads leads;
  private final ForwardWrites services;
  private final TenantSettings settings;

  ObservationsApi(KnownLeads leads, ForwardWrites services, TenantSettings settings) {
    this.leads = leads;
    this.services = services;
    this.settings = settings;
  }

  /** Every observation of a field, or of all fields, with who told it and when; newest first. */
  @GetMapping("/v1/leads/{leadId}/observations")
  ResponseEntity<byte[]> observations(
      @PathVariable String leadId, @RequestParam(required = false) @Nullable String field)
      throws IOException {
    var path =
        new ArrayList<>(
            List.of("internal", "leads", leads.of(leadId).state().leadId(), "observations"));
    if (field != null) path.add(field);
    ForwardWrites.Answer answer =
        services.forward(
            new ForwardWrites.Request(
                "GET",
                path,
                Map.of("Leadline-Tenant", settings.tenant()),
                0,
                InputStream.nullInputStream()));
    return ResponseEntity.status(answer.status())
        .contentType(
            answer.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
