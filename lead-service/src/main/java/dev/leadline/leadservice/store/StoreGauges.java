package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.AskStore;
import dev.leadline.leadservice.domain.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far the outbox is behind, for whoever is to be alerted. */
@Component
final class StoreGauges {

  private static final Logger LOG = LoggerFactory.getLogger(StoreGauges.class);

  private final AskStore store;
  private volatile AskStore.Report report = new AskStore.Report(0, 0, 0, 0, 0, 0);

  StoreGauges(AskStore store, MeterRegistry registry) {
    this.store = store;
    Gauge.builder(Meters.OUTBOX_LAG.meter(), this, it -> it.report.waiting())
        .description("Stored events that are not announced on Kafka yet")
        .register(registry);
    Gauge.builder(Meters.OUTBOX_LAG_SECONDS.meter(), this, it -> it.report.waitingSeconds())
        .description("Age of the oldest event that is not announced yet")
        .register(registry);
    Gauge.builder(Meters.STORE_BYTES.meter(), this, it -> it.report.bytes())
        .description("Size of the event store's database")
        .register(registry);
  }

  @Scheduled(fixedDelayString = "${leadline.lead-service.measured-every}")
  void measure() {
    try {
      report = store.ask();
    } catch (DataAccessException away) {
      LOG.warn("The store is not measured: {}", away.getClass().getSimpleName());
    }
  }
}
