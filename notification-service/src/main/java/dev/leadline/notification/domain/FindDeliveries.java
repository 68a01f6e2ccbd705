package dev.leadline.notification.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the ledger. */
@FunctionalInterface
public interface FindDeliveries {

  /** Newest first. */
  List<Delivery> find(Search search);

  /**
   * What to look for; null matches everything.
   *
   * @param before only lines with a lower number
   */
  record Search(
      String tenant,
      Delivery.@Nullable State state,
      @Nullable Trigger trigger,
      @Nullable String ruleId,
      @Nullable String destinationId,
      @Nullable String leadId,
      @Nullable Long before,
      int limit) {}
}
