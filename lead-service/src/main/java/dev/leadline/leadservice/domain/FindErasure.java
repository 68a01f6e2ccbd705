package dev.leadline.leadservice.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The proof of an erasure. */
@FunctionalInterface
public interface FindErasure {

  /** Null if the tenant has none of this id. */
  @Nullable Erasure find(String tenant, UUID id);
}
