package dev.leadline.enrichment.domain;

import java.util.List;

/** How harmful texts are. */
@FunctionalInterface
public interface ScoreMessages {

  /**
   * One verdict for each text, in the same order.
   *
   * @throws Unavailable when there is no answer now and there may be one later
   */
  List<Verdict> score(List<String> texts);
}
