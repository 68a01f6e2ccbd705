package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** When a blocked lead came last from networks. */
@FunctionalInterface
public interface FindBlockedNetworks {

  /** One entry for each of the networks that a blocked lead of the tenant came from. */
  Map<String, Instant> find(String tenant, Collection<String> networks);
}
