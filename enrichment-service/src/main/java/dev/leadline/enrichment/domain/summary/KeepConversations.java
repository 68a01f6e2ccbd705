package dev.leadline.enrichment.domain.summary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what was said and with whom, or that it is not to be. */
@FunctionalInterface
public interface KeepConversations {

  /**
   * A line and where it belongs.
   *
   * @param leadId whose conversation it is
   * @param stream the lead in whose history the event is
   * @param part its number among the lines of the event
   */
  record Kept(String eventId, int part, String tenant, String leadId, String stream, Line line) {}

  /** A change of what is made of a lead's conversation. */
  sealed interface Change {}

  /** Whether the lead gets answers. */
  record Blocked(String tenant, String leadId, boolean blocked) implements Change {}

  /** The lead is part of another one, or of none if that is null. */
  record PartOf(String tenant, String leadId, @Nullable String survivorId) implements Change {}

  /**
   * What is to be kept.
   *
   * @param changes in their order, after the lines
   * @param oldest what is older is forgotten; null to leave it
   */
  record Said(List<Kept> lines, List<Change> changes, @Nullable Instant oldest) {
    public Said {
      lines = List.copyOf(lines);
      changes = List.copyOf(changes);
    }
  }

  /** What was kept before changes nothing. */
  void keep(Said said);
}
