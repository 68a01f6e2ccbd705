package dev.leadline.gateway.domain;

import java.util.List;

/** The keys of a tenant. */
@FunctionalInterface
public interface ListApiKeys {

  /**
   * The newest first, also those that were revoked.
   *
   * @throws Unavailable when they cannot be read now
   */
  List<ApiKey> of(String tenant);
}
