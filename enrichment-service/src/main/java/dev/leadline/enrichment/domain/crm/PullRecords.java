package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Duration;
import java.util.List;

/** Reads records of a CRM that were changed. */
@FunctionalInterface
public interface PullRecords {

  /** What came of it. */
  sealed interface Pulled {}

  /**
   * Some records.
   *
   * @param next where to go on; without a cursor the round is over
   */
  record Page(List<CrmRecord> records, Position next) implements Pulled {}

  /** The CRM does not know the mark any more. */
  record StartAgain() implements Pulled {}

  /** Not now; the reason holds nothing personal. */
  record NotNow(String reason, Duration pause) implements Pulled {}

  /** The next page. */
  Pulled pull(CrmSystem system, Position position);
}
