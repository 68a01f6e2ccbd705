package dev.leadline.leadservice.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The leave to fetch an export. */
@FunctionalInterface
public interface FindExport {

  /** Null if the tenant has none of this id. */
  @Nullable PersonExport find(String tenant, UUID id);
}
