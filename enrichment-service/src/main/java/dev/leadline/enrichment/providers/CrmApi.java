package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.PullRecords.Pulled;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every CRM can do, each in its own words. All of it may throw {@link CallFailed}. */
interface CrmApi {

  /** What is to be written; without an id it is a new record. */
  record Draft(@Nullable String externalId, Map<String, String> values) {}

  /**
   * What became of a draft.
   *
   * @param error null if it was taken
   */
  record Written(
      @Nullable String externalId, @Nullable String error, @Nullable Instant modifiedAt) {

    static Written refused(@Nullable String externalId, String error) {
      return new Written(externalId, error, null);
    }
  }

  /** The next page of changed records. */
  Pulled changed(Position position);

  /** The records with these ids, and those with these addresses. */
  List<CrmRecord> find(Collection<String> ids, Collection<String> emails);

  /** One answer for each, in their order; all of them are new, or none is. */
  List<Written> write(List<Draft> drafts);
}
