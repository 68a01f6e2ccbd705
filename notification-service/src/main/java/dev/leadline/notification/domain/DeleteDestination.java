package dev.leadline.notification.domain;

/** Takes a destination and its secret away; what was to go there is dropped. */
@FunctionalInterface
public interface DeleteDestination {

  /** Whether there was one. */
  boolean deleteDestination(String tenant, String destinationId);
}
