package dev.leadline.leadservice.handling;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.FindTenantStarts;
import dev.leadline.leadservice.domain.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What holds for the leads of tenants, read anew for every decision or batch of decisions. */
public final class Policies {

  private final FindSettings settings;
  private final FindFieldTypes fieldTypes;
  private final FindTenantStarts starts;

  /** Out of what tenants have decided, their fields, and since when there are such tenants. */
  public Policies(FindSettings settings, FindFieldTypes fieldTypes, FindTenantStarts starts) {
    this.settings = settings;
    this.fieldTypes = fieldTypes;
    this.starts = starts;
  }

  /** One entry for each of the tenants. */
  Map<String, Policy> of(Set<String> tenants) {
    Map<String, TenantSettings> decided = settings.find(tenants);
    Map<String, FieldTypes> types = fieldTypes.find(tenants);
    Map<String, Instant> since = starts.find(tenants);
    var policies = new HashMap<String, Policy>();
    for (String tenant : tenants) {
      TenantSettings own = decided.get(tenant);
      policies.put(
          tenant,
          Policy.of(
                  own == null ? TenantSettings.defaults(tenant) : own,
                  types.getOrDefault(tenant, FieldTypes.NONE))
              .since(since.get(tenant)));
    }
    return policies;
  }

  /** That of one tenant. */
  Policy of(String tenant) {
    return Policy.of(settings.of(tenant), fieldTypes.of(tenant));
  }
}
