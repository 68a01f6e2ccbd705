package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.EraseLeadRows;
import dev.leadline.timeline.domain.FindLeadRows;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.StoreLeadRows;

/** Where the rows of one generation lie. */
public interface LeadRowStore extends FindLeadRows, StoreLeadRows, EraseLeadRows {

  /** Opens the store of a generation. */
  @FunctionalInterface
  interface Open {
    LeadRowStore of(Generation generation);
  }
}
