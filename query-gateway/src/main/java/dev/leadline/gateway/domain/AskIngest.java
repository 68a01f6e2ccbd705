package dev.leadline.gateway.domain;

/** What lead-service has taken in. */
@FunctionalInterface
public interface AskIngest {

  /**
   * The counters now.
   *
   * @throws Unavailable when lead-service does not answer
   */
  ServiceStatus.Ingest ask();
}
