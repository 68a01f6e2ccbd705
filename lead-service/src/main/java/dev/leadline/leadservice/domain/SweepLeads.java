package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all leads that are not erased, some at a time. Where it is is kept, so that a
 * service that was killed goes on there.
 */
@FunctionalInterface
public interface SweepLeads {

  /**
   * Shows the next leads, if a sweep is under way or due. If that fails they are shown again.
   *
   * @return whether there were any
   */
  boolean next(Instant now, Consumer<List<Quiet>> judge);

  /**
   * A lead.
   *
   * @param version how many events it has
   * @param recordedAt when the last of them was stored
   * @param kind what it was found to be with just these events; null if nobody has looked
   */
  record Quiet(
      String tenant,
      String leadId,
      long version,
      Instant recordedAt,
      Retention.@Nullable Kind kind) {}
}
