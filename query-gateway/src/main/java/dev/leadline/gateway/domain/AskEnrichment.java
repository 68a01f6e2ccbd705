package dev.leadline.gateway.domain;

/** Whether enrichment-service is there; nothing else is asked of it. */
@FunctionalInterface
public interface AskEnrichment {

  /**
   * Returns when it answers.
   *
   * @throws Unavailable when it does not
   */
  void ask();
}
