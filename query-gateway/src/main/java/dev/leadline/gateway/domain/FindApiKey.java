package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** A key, by the hash of what a program shows. */
@FunctionalInterface
public interface FindApiKey {

  /**
   * Null if there is none, or it was revoked.
   *
   * @throws Unavailable when it cannot be read now
   */
  @Nullable ApiKey find(byte[] hash);
}
