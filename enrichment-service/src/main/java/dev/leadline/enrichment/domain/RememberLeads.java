package dev.leadline.enrichment.domain;

import java.util.Collection;

/** Keeps what is remembered of leads, and by which traces they are found. */
@FunctionalInterface
public interface RememberLeads {

  /** Each takes the place of what was remembered. */
  void remember(Collection<KnownLead> leads);
}
