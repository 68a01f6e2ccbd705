package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Message;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.PublishScores;
import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.Unavailable;
import dev.leadline.enrichment.domain.Verdict;
import dev.leadline.enrichment.domain.Verdict.Scored;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has messages scored, after they were stored and beside everything else: no lead and no agent
 * waits for it. While nobody answers, the messages wait in their topic and are scored late.
 */
public final class ModerateMessages {

  /** As many texts as one call takes. */
  private static final int AT_ONCE = 32;

  private final ScoreMessages score;
  private final PublishScores publish;
  private final MeterRegistry meters;

  /** Asks one provider. */
  public ModerateMessages(ScoreMessages score, PublishScores publish, MeterRegistry meters) {
    this.score = score;
    this.publish = publish;
    this.meters = meters;
  }

  /**
   * Scores all of them. To be called again with the same messages does no harm.
   *
   * @throws Unavailable when some are not scored yet
   */
  public void moderate(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += AT_ONCE)
      some(messages.subList(from, Math.min(messages.size(), from + AT_ONCE)));
  }

  private void some(List<Message> messages) {
    List<Verdict> verdicts = verdicts(messages);
    Map<Message, Scored> found = new LinkedHashMap<>();
    for (int i = 0; i < messages.size(); i++)
      switch (verdicts.get(i)) {
        case Scored scored when scored.isNoise() -> count("clean");
        case Scored scored -> {
          found.put(messages.get(i), scored);
          count("scored");
        }
        case Verdict.NotTaken _ -> count("not-taken");
      }
    if (!found.isEmpty()) publish.publish(found);
  }

  private List<Verdict> verdicts(List<Message> messages) {
    try {
      return score.score(messages.stream().map(Message::text).toList());
    } catch (Unavailable later) {
      meters.counter(Meters.MODERATION_UNAVAILABLE.meter()).increment();
      throw later;
    }
  }

  private void count(String outcome) {
    meters.counter(Meters.MODERATION.meter(), Meters.MODERATION.tag(), outcome).increment();
  }
}
