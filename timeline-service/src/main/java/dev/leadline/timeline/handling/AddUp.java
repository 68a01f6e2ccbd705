package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Addition;
import dev.leadline.timeline.domain.Generation;
import java.util.Collection;
import java.util.List;

/** Documents of sums. */
public interface AddUp {

  /**
   * Adds each addition once, whether or not it was added before.
   *
   * @param additions those of one stream in its order
   */
  void add(String collection, List<Addition> additions);

  /** Opens the sums of a generation. */
  @FunctionalInterface
  interface Open {
    AddUp of(Generation generation);
  }

  /** Takes what is personal out of all sums of some leads. */
  void erase(String collection, Collection<String> leadIds);
}
