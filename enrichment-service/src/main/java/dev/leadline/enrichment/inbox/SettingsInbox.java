package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.KeepTenancy;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.Tenancy;
import dev.leadline.enrichment.domain.Tenancy.Mode;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.TenantSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Hears what tenants have decided. A record that cannot be read is counted as {@code broken} and
 * passed over; while the store is away it is tried again.
 */
@Component
final class SettingsInbox {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsInbox.class);

  private final KeepTenancy keep;
  private final MeterRegistry meters;

  SettingsInbox(KeepTenancy keep, MeterRegistry meters) {
    this.keep = keep;
    this.meters = meters;
  }

  @KafkaListener(
      topics = Topics.TENANT_SETTINGS,
      groupId = "enrichment-service.settings",
      batch = "true")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    for (var record : records) {
      if (record.value() == null) continue;
      try {
        keep(Json.MAPPER.readValue(record.value(), TenantSettings.class));
      } catch (JacksonException unreadable) {
        LOG.warn("The settings at offset {} cannot be read", record.offset());
        meters.counter(Meters.BROKEN.meter()).increment();
      }
    }
  }

  private void keep(TenantSettings settings) {
    Mode mode =
        switch (settings.deanonymization()) {
          case OFF -> Mode.OFF;
          case ON_ENGAGEMENT -> Mode.ON_ENGAGEMENT;
          case ALL_SITE_TRAFFIC -> Mode.ALL_SITE_TRAFFIC;
        };
    keep.keep(
        settings.tenant(),
        settings.version(),
        new Tenancy(mode, Set.copyOf(settings.deanonymizationExcludedCountries())));
  }
}
