package dev.leadline.gateway.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Uses up a link that signs somebody in once. */
@FunctionalInterface
public interface UseLink {

  /**
   * Whom it signs in; null if it never was one, was used, or is over. Of several who ask at the
   * same moment one is answered.
   *
   * @throws Unavailable when it cannot be read now
   */
  @Nullable String use(byte[] hash, Instant now);
}
