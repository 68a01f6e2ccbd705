package dev.leadline.gateway.domain;

import java.util.List;

/** How far the projections of timeline-service are. */
@FunctionalInterface
public interface AskProjections {

  /**
   * Each of them now.
   *
   * @throws Unavailable when timeline-service does not answer
   */
  List<ServiceStatus.Projection> ask();
}
