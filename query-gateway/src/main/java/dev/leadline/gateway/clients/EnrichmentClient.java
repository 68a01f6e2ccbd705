package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskEnrichment;
import dev.leadline.gateway.domain.Unavailable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Looks whether enrichment-service lives. */
@Component
final class EnrichmentClient implements AskEnrichment {

  private final RestClient service;

  EnrichmentClient(ServiceCalls calls) {
    this.service = calls.enrichmentService();
  }

  @Override
  public void ask() {
    try {
      service.get().uri("/actuator/health/liveness").retrieve().toBodilessEntity();
    } catch (RestClientException down) {
      throw Unavailable.of("enrichment-service", down);
    }
  }
}
