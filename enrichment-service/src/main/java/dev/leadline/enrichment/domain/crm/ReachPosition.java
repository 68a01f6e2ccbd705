package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notes how far a CRM has been read. */
@FunctionalInterface
public interface ReachPosition {

  /**
   * Everything before it was told.
   *
   * @param until when somebody else may go on; null for at once
   */
  void reached(CrmSystem system, Position position, @Nullable Instant until);
}
