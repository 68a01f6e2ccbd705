package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import org.jspecify.annotations.Nullable;

/** Which record of a CRM is a lead's. */
@FunctionalInterface
public interface FindRecord {

  /** Its id; null if none was met. */
  @Nullable String of(CrmSystem system, String leadId);
}
