package dev.leadline.leadservice.domain;

import java.util.Collection;

/** Takes letters out of the dead-letter topic for good. */
@FunctionalInterface
public interface DropParked {

  /** Returns when the broker has noted it; those that are not there are ignored. */
  void drop(Collection<String> ids);
}
