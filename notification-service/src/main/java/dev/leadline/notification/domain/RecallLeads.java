package dev.leadline.notification.domain;

import java.util.Collection;
import java.util.Map;

/** Reads what is remembered of leads. */
@FunctionalInterface
public interface RecallLeads {

  /** By their ids, those that are known; nobody else changes them until the transaction ends. */
  Map<String, KnownLead> recall(Collection<String> leadIds);
}
