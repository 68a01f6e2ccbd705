package dev.leadline.leadservice.handling;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What holds for the leads of tenants, read anew for every decision or batch of decisions. */
public final class Policies {

  private final FindSettings settings;
  private final FindFieldTypes fieldTypes;

  /** Out of what tenants have decided, and their fields. */
  public Policies(FindSettings settings, FindFieldTypes fieldTypes) {
    this.settings = settings;
    this.fieldTypes = fieldTypes;
  }

  /** One entry for each of the tenants. */
  Map<String, Policy> of(Set<String> tenants) {
    Map<String, TenantSettings> decided = settings.find(tenants);
    Map<String, FieldTypes> types = fieldTypes.find(tenants);
    var policies = new HashMap<String, Policy>();
    for (String tenant : tenants) {
      TenantSettings own = decided.get(tenant);
      policies.put(
          tenant,
          Policy.of(
              own == null ? TenantSettings.defaults(tenant) : own,
              types.getOrDefault(tenant, FieldTypes.NONE)));
    }
    return policies;
  }

  /** That of one tenant. */
  Policy of(String tenant) {
    return Policy.of(settings.of(tenant), fieldTypes.of(tenant));
  }
}
