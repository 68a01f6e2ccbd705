package dev.leadline.enrichment.domain.crm;

import dev.leadline.enrichment.domain.crm.RecallLeads.Remembered;
import java.util.Collection;

/** Writes what is known of leads. */
@FunctionalInterface
public interface RememberLeads {

  /**
   * In the transaction in which they were recalled.
   *
   * @param anew whether it takes the place of whatever is known; else of what is older
   */
  void remember(Collection<Remembered> leads, boolean anew);
}
