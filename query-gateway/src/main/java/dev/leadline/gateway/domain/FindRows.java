package dev.leadline.gateway.domain;

import java.util.Collection;

/** The rows of leads as they are now. */
@FunctionalInterface
public interface FindRows {

  /**
   * Those that exist, in any order, of any tenant, be they readable or not.
   *
   * @throws Unavailable when they cannot be read now
   */
  Collection<IndexedRow> find(Collection<String> leadIds);
}
