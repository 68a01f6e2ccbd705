package dev.leadline.gateway.domain;

import java.util.Set;

/** Where the changes of rows end for now. */
@FunctionalInterface
public interface NewestChanges {

  /**
   * The offset that each of these partitions will give to what comes next.
   *
   * @throws Unavailable when Kafka does not answer
   */
  Positions newest(Set<Integer> partitions);
}
