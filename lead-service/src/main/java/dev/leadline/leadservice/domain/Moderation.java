package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Score;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** When harmful messages block a lead (domain 4.5). */
public final class Moderation {

  /** Less than this is noise and counts nothing. */
  private static final double NOISE = 0.01;

  /** What sums to 1.0 in decimals must not miss it by the last bit of a binary fraction. */
  private static final double ROUNDING = 1e-9;

  private Moderation() {}

  /** The score of a message: the greatest over its categories. */
  static Optional<Score> score(ModerationFact.MessageScored scored) {
    return scored.scores().entrySet().stream()
        .filter(category -> category.getValue() != null && category.getValue() >= NOISE)
        .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(top -> new Score(scored.messageId(), Math.min(1, top.getValue()), top.getKey(), null));
  }

  /**
   * How harmful all messages of the lead are together. Messages of several conversations may have
   * one number; what was scored without its conversation may be any of them, and counts once.
   */
  static double total(LeadState lead) {
    return lead.picture().known().scores().stream()
        .collect(Collectors.groupingBy(Score::messageId, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .mapToDouble(
            numbered ->
                Math.max(
                    sum(numbered, score -> score.conversationId() == null),
                    sum(numbered, score -> score.conversationId() != null)))
        .sum();
  }

  private static double sum(List<Score> scores, Predicate<Score> which) {
    return scores.stream().filter(which).mapToDouble(Score::score).sum();
  }

  /** The block that the scores of a lead call for, if they do. */
  public static List<LeadEvent> judge(LeadState lead, double threshold, Instant at) {
    if (lead.block().isBlocked() || lead.block().exempt()) return List.of();
    if (total(lead) + ROUNDING < threshold) return List.of();
    return lead.picture().known().scores().stream()
        .max(Comparator.comparingDouble(Score::score).thenComparing(Comparator.naturalOrder()))
        .<List<LeadEvent>>map(
            top ->
                List.of(
                    new LeadEvent.LeadBlocked(
                        Block.Origin.AUTOMATIC, null, top.category(), top.messageId(), at, null)))
        .orElse(List.of());
  }
}
