package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to a CRM what it is to know of a lead. */
@FunctionalInterface
public interface WriteToCrm {

  /** What came of it; reasons hold nothing personal. */
  sealed interface Outcome {}

  /**
   * Written.
   *
   * @param values by the CRM's names
   * @param modifiedAt by the CRM's clock, if it tells; null too while the record has something that
   *     people wrote and no pull has read
   */
  record Wrote(String externalId, Map<String, String> values, @Nullable Instant modifiedAt)
      implements Outcome {}

  /**
   * There was nothing to write.
   *
   * @param externalId null if it has no record, and is to have none
   */
  record Unchanged(@Nullable String externalId) implements Outcome {}

  /**
   * It was to be made and is there, under a key that we did not know: by its id it is found.
   *
   * @param externalId of the record
   */
  record Exists(String externalId) implements Outcome {}

  /** People have changed there what would be overwritten; a pull has to read it first. */
  record ReadFirst() implements Outcome {}

  /** The CRM does not take it. */
  record Refused(@Nullable String externalId, String reason) implements Outcome {}

  /** Not now. */
  record NotNow(String reason, Duration pause) implements Outcome {}

  /** Finds the record of a lead and writes what its rules allow. */
  Outcome write(CrmSystem system, Candidate candidate);
}
