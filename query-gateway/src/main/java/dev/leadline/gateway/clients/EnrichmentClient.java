package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskEnrichment;
import dev.leadline.gateway.domain.FindCrmFields;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls enrichment-service. */
@Component
final class EnrichmentClient implements AskEnrichment, FindCrmFields {

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

  private record Items(List<CrmField> items) {}

  @Override
  public List<CrmField> find() {
    try {
      Items all = service.get().uri("/v1/crm/fields").retrieve().body(Items.class);
      return all == null ? List.of() : all.items();
    } catch (RestClientException down) {
      throw Unavailable.of("What keeps CRMs and leads alike", down);
    }
  }
}
