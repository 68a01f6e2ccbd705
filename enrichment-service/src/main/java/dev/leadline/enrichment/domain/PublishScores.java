package dev.leadline.enrichment.domain;

import dev.leadline.enrichment.domain.Verdict.Scored;
import java.util.Map;

/** Tells the platform how harmful messages are. */
@FunctionalInterface
public interface PublishScores {

  /** Returns when the broker has them all. */
  void publish(Map<Message, Scored> scores);
}
