package dev.leadline.gateway.domain;

/** What is in the event store, and how far it was announced. */
@FunctionalInterface
public interface AskStore {

  /**
   * As it is now.
   *
   * @throws Unavailable when lead-service does not answer
   */
  ServiceStatus.Store askStore();
}
