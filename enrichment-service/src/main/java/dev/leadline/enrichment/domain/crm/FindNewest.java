package dev.leadline.enrichment.domain.crm;

import java.util.Collection;
import java.util.Map;

/** How far leads are, whether or not a CRM may be told of them. */
@FunctionalInterface
public interface FindNewest {

  /** By lead, the place of its newest event that was announced; nothing of who is not known. */
  Map<String, Long> of(Collection<String> leadIds);
}
