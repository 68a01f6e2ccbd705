package dev.leadline.gateway.handling;

import dev.leadline.events.view.TenantSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In whose days each tenant thinks, as it last decided. */
public final class TenantZones {

  private static final Logger LOG = LoggerFactory.getLogger(TenantZones.class);

  private final Map<String, ZoneId> zones = new ConcurrentHashMap<>();
  private final ZoneId usual;

  /**
   * Nobody has decided anything yet.
   *
   * @param usual the zone of tenants that decide nothing
   */
  public TenantZones(ZoneId usual) {
    this.usual = usual;
  }

  /** The zone of a tenant now. */
  public ZoneId of(String tenant) {
    return zones.getOrDefault(tenant, usual);
  }

  /** Takes what a tenant has decided. */
  public void decided(TenantSettings settings) {
    try {
      zones.put(settings.tenant(), ZoneId.of(settings.zone()));
    } catch (DateTimeException unknown) {
      LOG.warn("The zone of tenant {} is not known here; the old one stays", settings.tenant());
    }
  }
}
