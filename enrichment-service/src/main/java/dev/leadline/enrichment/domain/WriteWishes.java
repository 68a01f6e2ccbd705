package dev.leadline.enrichment.domain;

import java.util.Collection;

/** Writes into the ledger what is to be asked. */
@FunctionalInterface
public interface WriteWishes {

  /** Those that were asked lately, or wait already, change nothing; how many are new. */
  int write(Collection<Wish> wishes);
}
