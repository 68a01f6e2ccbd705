package dev.leadline.gateway.inbox;

import dev.leadline.events.Json;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.gateway.handling.TenantZones;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads {@code leadline.tenant-settings} from its beginning, each gateway for itself. Malformed:
 * logged and passed over, so that what held before goes on. Twice, or old: the newest is the last.
 */
@Component("settingsChanges")
final class TenantSettingsInbox implements Consumer<Message<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(TenantSettingsInbox.class);

  private final TenantZones zones;

  TenantSettingsInbox(TenantZones zones) {
    this.zones = zones;
  }

  @Override
  public void accept(Message<?> message) {
    if (!(message.getPayload() instanceof byte[] json)) return;
    try {
      zones.decided(Json.MAPPER.readValue(json, TenantSettings.class));
    } catch (JacksonException | NullPointerException broken) {
      LOG.warn("A record of the tenant settings is not readable and is passed over");
    }
  }
}
