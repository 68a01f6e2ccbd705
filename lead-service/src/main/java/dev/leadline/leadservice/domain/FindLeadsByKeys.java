package dev.leadline.leadservice.domain;

import java.util.Collection;
import java.util.Map;

/** Which leads own these keys. */
@FunctionalInterface
public interface FindLeadsByKeys {

  /** The lead of every key that has one. */
  Map<TenantKey, String> find(Collection<TenantKey> keys);
}
