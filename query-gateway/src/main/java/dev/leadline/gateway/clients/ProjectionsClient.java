package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.AskProjections;
import dev.leadline.gateway.domain.ServiceStatus.Projection;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks timeline-service how far its projections are. */
@Component
final class ProjectionsClient implements AskProjections {

  private static final String WHAT = "The state of the projections";

  private final RestClient service;

  ProjectionsClient(ServiceCalls calls) {
    this.service = calls.timelineService();
  }

  @Override
  public List<Projection> ask() {
    try {
      List<Projection> projections =
          service
              .get()
              .uri("/internal/projections")
              .retrieve()
              .body(new ParameterizedTypeReference<>() {});
      if (projections == null) throw Unavailable.of(WHAT, null);
      return projections;
    } catch (RestClientException down) {
      throw Unavailable.of(WHAT, down);
    }
  }
}
