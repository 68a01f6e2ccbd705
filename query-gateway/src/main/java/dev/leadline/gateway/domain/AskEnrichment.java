package dev.leadline.gateway.domain;

/** Whether enrichment-service is there. */
@FunctionalInterface
public interface AskEnrichment {

  /**
   * Returns when it answers.
   *
   * @throws Unavailable when it does not
   */
  void ask();
}
