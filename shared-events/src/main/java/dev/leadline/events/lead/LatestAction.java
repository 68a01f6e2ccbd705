package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The newest thing that the lead did (domain 4.4, "Latest action"). */
public record LatestAction(
    String label, int rank, Channel channel, Moment moment, @Nullable String agentId) {

  private static final Comparator<LatestAction> ORDER =
      Comparator.comparing((LatestAction action) -> action.moment.at())
          .thenComparing(LatestAction::rank)
          .thenComparing(LatestAction::moment);

  LatestAction and(LatestAction other) {
    return ORDER.compare(this, other) >= 0 ? this : other;
  }
}
