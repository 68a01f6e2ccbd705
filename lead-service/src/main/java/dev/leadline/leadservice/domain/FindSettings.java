package dev.leadline.leadservice.domain;

import dev.leadline.events.view.TenantSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What tenants have decided for all their leads, whichever instance was told. */
@FunctionalInterface
public interface FindSettings {

  /** One entry for each tenant that has decided anything, read by one query. */
  Map<String, TenantSettings> find(Collection<String> tenants);

  /** Those of one tenant. */
  default TenantSettings of(String tenant) {
    TenantSettings found = find(List.of(tenant)).get(tenant);
    return found == null ? TenantSettings.defaults(tenant) : found;
  }
}
