package dev.leadline.timeline.domain;

/** Where the rows of one generation lie. */
public interface LeadRowStore extends FindLeadRows, StoreLeadRows {

  /** Opens the store of a generation. */
  @FunctionalInterface
  interface Open {
    LeadRowStore of(Generation generation);
  }
}
