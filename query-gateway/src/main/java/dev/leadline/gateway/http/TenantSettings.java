package dev.leadline.gateway.http;

import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Whose leads are asked for: the credential of the request says it, and nothing else does. */
@Component
final class TenantSettings {

  private final ZoneSettings zones;

  TenantSettings(ZoneSettings zones) {
    this.zones = zones;
  }

  String tenant() {
    return Callers.required().tenant();
  }

  /** Whose calendar days filters mean, unless a request names one. */
  ZoneId zone() {
    return zones.zone();
  }
}
