package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Begins to read a CRM; one instance reads it at a time. */
@FunctionalInterface
public interface ClaimPosition {

  /** Where to go on; null if somebody else reads it. */
  @Nullable Position claim(CrmSystem system, Position beginning, Instant now, Instant until);
}
