package dev.leadline.enrichment.domain.summary;

import dev.leadline.enrichment.domain.summary.Line.Speaker;
import java.util.List;

/** What was said with a lead over all channels, oldest first, as far as it is kept. */
public record Conversation(List<Line> lines) {

  public Conversation {
    lines = List.copyOf(lines);
  }

  /** What the lead itself said. */
  public List<Line> ofLead() {
    return lines.stream().filter(line -> line.speaker() == Speaker.LEAD).toList();
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
