package dev.leadline.enrichment.domain.summary;

import dev.leadline.enrichment.domain.summary.Line.Speaker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said with a lead over all channels, oldest first, as far as it is kept.
 *
 * @param blocked whether the lead is, and nothing is made of it
 */
public record Conversation(List<Line> lines, boolean blocked) {

  public Conversation {
    lines = List.copyOf(lines);
  }

  /** What the lead itself said. */
  public List<Line> ofLead() {
    return lines.stream().filter(line -> line.speaker() == Speaker.LEAD).toList();
  }

  /** When the lead said these words; null if it did not. */
  public @Nullable Instant saidAt(Quote quote) {
    List<Line> cited =
        ofLead().stream().filter(line -> line.messageId().equals(quote.messageId())).toList();
    // What is said in a call has one id and comes in parts.
    return cited.stream()
        .filter(line -> line.text().contains(quote.text()))
        .findFirst()
        .or(() -> cited.stream().findFirst())
        .map(Line::at)
        .orElse(null);
  }

  /** The first event that is in it. */
  public long fromSequence() {
    return lines.stream().mapToLong(Line::sequence).filter(at -> at > 0).min().orElse(0);
  }

  /** The last event that is in it. */
  public long upToSequence() {
    return lines.stream().mapToLong(Line::sequence).max().orElse(0);
  }
}
