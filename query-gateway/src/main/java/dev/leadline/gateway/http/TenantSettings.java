package dev.leadline.gateway.http;

import dev.leadline.gateway.handling.TenantZones;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Whose leads are asked for: the credential of the request says it, and nothing else does. */
@Component
final class TenantSettings {

  private final TenantZones zones;

  TenantSettings(TenantZones zones) {
    this.zones = zones;
  }

  String tenant() {
    return Callers.required().tenant();
  }

  /** Whose calendar days filters mean, unless a request names one. */
  ZoneId zone() {
    return zones.of(tenant());
  }
}
