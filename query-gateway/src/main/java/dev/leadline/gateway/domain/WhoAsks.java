package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** On whose behalf the current work is done. */
@FunctionalInterface
public interface WhoAsks {

  /** Null outside of a request, and for what needs no credential. */
  @Nullable Caller now();
}
