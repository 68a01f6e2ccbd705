package dev.leadline.enrichment.domain;

import org.jspecify.annotations.Nullable;

/** From which address a visitor came a moment ago. */
@FunctionalInterface
public interface FindAddress {

  /** Null if it is not known any more. */
  @Nullable Seen find(String tenant, String anonymousId);

  /** An IP address and what the browser calls itself; never kept beyond this process. */
  record Seen(String ip, @Nullable String userAgent) {}
}
