package dev.leadline.leadservice.outbox;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.TenantSettings;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Announces on {@code leadline.tenant-settings} what a tenant decided; there when it returns. */
@Component
final class SettingsOutbox implements Consumer<TenantSettings> {

  private final KafkaTemplate<byte[], byte[]> kafka;

  SettingsOutbox(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void accept(TenantSettings settings) {
    kafka
        .send(
            new ProducerRecord<>(
                Topics.TENANT_SETTINGS,
                settings.tenant().getBytes(StandardCharsets.UTF_8),
                Json.MAPPER.writeValueAsBytes(settings)))
        .join();
  }
}
