package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes what a record of a CRM holds. */
@FunctionalInterface
public interface RememberRecord {

  /**
   * What it holds now, beside what it held before.
   *
   * @param leadId null if it is not known whose it is; else whatever was its record is none of it
   *     any more
   */
  void remember(
      CrmSystem system,
      String externalId,
      @Nullable String leadId,
      Map<String, String> fingerprints,
      @Nullable Instant modifiedAt);
}
