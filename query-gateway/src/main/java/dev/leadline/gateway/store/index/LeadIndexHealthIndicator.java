package dev.leadline.gateway.store.index;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether questions about leads are answered: not before there is a whole index. */
@Component
final class LeadIndexHealthIndicator implements HealthIndicator {

  private final LuceneLeadIndex index;

  LeadIndexHealthIndicator(LuceneLeadIndex index) {
    this.index = index;
  }

  @Override
  public Health health() {
    return index.isReady() ? Health.up().build() : Health.down().build();
  }
}
