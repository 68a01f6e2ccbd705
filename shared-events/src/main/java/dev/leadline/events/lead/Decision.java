package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel event led to. Nothing in it is personal.
 *
 * @param stages the stages that the event qualifies for, whether or not they raised the lead
 * @param messages how many messages of the lead it counts as
 * @param action the lead action it is, if it is one
 * @param country ISO 3166-1 alpha-2, from the address that the lead came from
 * @param source how the lead entered, if nothing was earlier; absent where it counts for nothing,
 *     and in events stored before it was told
 * @param hidden the lead was blocked: it is shown greyed and counts for nothing
 * @param suppressed an automatic answer that came after a member had taken over: never sent
 */
public record Decision(
    List<Stage> stages,
    int messages,
    @Nullable Action action,
    @Nullable String country,
    @Nullable LeadSource source,
    boolean hidden,
    boolean suppressed) {

  public Decision {
    stages = stages == null ? List.of() : List.copyOf(stages);
  }

  /** The lead was blocked: an entry in the timeline and nothing else (domain 5.7). */
  public static final Decision HIDDEN = new Decision(List.of(), 0, null, null, null, true, false);

  /** The answer was written before a member took over: kept, never sent (domain 5.6). */
  public static final Decision SUPPRESSED =
      new Decision(List.of(), 0, null, null, null, false, true);

  /**
   * Something the lead did.
   *
   * @param label what a person reads, for example {@code Sent Chat Message}
   * @param rank settles which of two actions at the same instant is the latest
   */
  public record Action(String label, int rank) {}
}
