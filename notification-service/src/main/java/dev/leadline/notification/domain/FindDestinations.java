package dev.leadline.notification.domain;

import java.util.List;

/** Reads destinations, without their secrets. */
@FunctionalInterface
public interface FindDestinations {

  /** All of a tenant, by name. */
  List<Destination> find(String tenant);
}
