package dev.leadline.gateway.domain;

import java.time.Instant;

/** Remembers a link that signs somebody in once. */
@FunctionalInterface
public interface KeepLink {

  /**
   * Remembers it by its hash.
   *
   * @throws Unavailable when it cannot be kept now
   */
  void keep(byte[] hash, String memberId, Instant expiresAt);
}
