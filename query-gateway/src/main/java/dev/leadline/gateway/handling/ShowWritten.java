package dev.leadline.gateway.handling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shows a lead to whoever has just changed it: with the change, if it comes in time (domain 5.13).
 * The wait is for the word that the row has changed, not for a while to pass.
 */
public final class ShowWritten {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ShowLead show;
  private final ChangeStream stream;

  public ShowWritten(ShowLead show, ChangeStream stream) {
    this.show = show;
    this.stream = stream;
  }

  /**
   * The lead, at a version or after it; as it is if that takes too long, which its version tells.
   *
   * @param minVersion what a command has answered; null for the lead as it is
   */
  public ShowLead.Shown show(String tenant, String leadId, @Nullable Long minVersion) {
    ShowLead.Shown shown = show.show(tenant, leadId);
    if (minVersion == null || has(shown, minVersion)) return shown;
    ChangeFollower follower = stream.follow(tenant, leadId);
    if (follower == null) return shown;
    try (follower) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      boolean ended = false;
      // What changed before the follower began was told to nobody: look once more before waiting.
      for (shown = show.show(tenant, leadId);
          !has(shown, minVersion) && !ended;
          shown = show.show(tenant, leadId)) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        ended =
            left.isNegative()
                || switch (follower.next(left)) {
                  case ChangeFollower.Changes _ -> false;
                  case ChangeFollower.StartOver _ -> false;
                  case ChangeFollower.Quiet _ -> true;
                  case ChangeFollower.Ended _ -> true;
                };
      }
      return shown;
    }
  }

  /** A lead that is part of another one has no versions of its own any more. */
  private static boolean has(ShowLead.Shown shown, long minVersion) {
    return switch (shown) {
      case ShowLead.Lead lead -> lead.isMoved() || lead.state().version() >= minVersion;
      case ShowLead.Erased _ -> true;
      case ShowLead.Nobody _ -> false;
    };
  }
}
