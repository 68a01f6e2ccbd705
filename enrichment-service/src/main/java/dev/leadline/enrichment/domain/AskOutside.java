package dev.leadline.enrichment.domain;

/** Asks whoever is outside; may take its time, but not for ever. */
@FunctionalInterface
public interface AskOutside {

  /** Asks once. Whatever it throws is a mistake of ours, and the question has failed. */
  Answer ask(Inquiry inquiry);
}
