package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** When tenants came, which never changes. */
@FunctionalInterface
public interface FindTenantStarts {

  /** One entry for each of the tenants; one that was never asked about comes now. */
  Map<String, Instant> find(Collection<String> tenants);
}
