package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ForwardWrites;
import java.nio.charset.StandardCharsets;
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
  private final ValueHistory history;

  ObservationsApi(KnownLeads leads, ValueHistory history) {
    this.leads = leads;
    this.history = history;
  }

  /** Every observation of a field, or of all fields, with who told it and when; newest first. */
  @GetMapping("/v1/leads/{leadId}/observations")
  ResponseEntity<byte[]> observations(
      @PathVariable String leadId, @RequestParam(required = false) @Nullable String field) {
    ForwardWrites.Answer answer = history.ask(leads.of(leadId).state().leadId(), field);
    return ResponseEntity.status(answer.status())
        .contentType(
            answer.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
