package dev.leadline.timeline.domain;

import java.util.Collection;

/** Takes what is personal out of all stored entries of some leads. */
@FunctionalInterface
public interface EraseTimelines {

  void erase(Collection<String> leadIds);
}
