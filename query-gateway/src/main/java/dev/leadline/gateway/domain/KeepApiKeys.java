package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Map;

/** Changes which keys there are. */
@FunctionalInterface
public interface KeepApiKeys {

  /**
   * Makes a change.
   *
   * @return false when there was nothing to change
   * @throws Unavailable when it cannot be kept now
   */
  boolean keep(Change change);

  /** What can happen to keys. */
  sealed interface Change {}

  /**
   * A new one.
   *
   * @param hash in hexadecimal
   */
  record Made(ApiKey key, String hash) implements Change {}

  /** From now on it proves nothing. */
  record Revoked(String tenant, String keyId, Instant at) implements Change {}

  /** They were used, each at last then. */
  record Used(Map<String, Instant> lastUsed) implements Change {}
}
