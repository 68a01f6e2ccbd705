package dev.leadline.enrichment.domain;

import java.util.Collection;

/** Removes all that is kept of people who were erased. */
@FunctionalInterface
public interface ForgetLeads {

  /** Also questions on their way: what they bring is not told. */
  void forget(Collection<String> leadIds);
}
