package dev.leadline.events.view;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Enrolment;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one workflow that leads brought along that turned out to be one person: the older goes
 * on, the younger is cancelled (domain 5.4). Nothing is stored of it, so that leads that are parted
 * again have their runs again.
 */
final class DoubledRuns {

  private DoubledRuns() {}

  /**
   * A run and whose it was.
   *
   * @param since when that lead became part of the whole; the beginning of time for the lead itself
   */
  private record Run(Enrolment enrolment, String leadId, Instant since) {

    private @Nullable Instant enteredAt() {
      return enrolment.entered() == null ? null : enrolment.entered().at();
    }

    private boolean wentOnAfter(Instant merge) {
      return enrolment.left() == null || enrolment.left().at().isAfter(merge);
    }
  }

  private static final Comparator<Run> OLDEST_FIRST =
      Comparator.comparing(Run::enteredAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(run -> run.enrolment().enrolmentId());

  /** The ids of those that are cancelled. */
  static Set<String> of(LeadState lead) {
    if (lead.absorbed().isEmpty()) return Set.of();
    Map<String, List<Run>> ofWorkflow = new HashMap<>();
    add(ofWorkflow, lead.own(), lead.leadId(), Instant.MIN);
    for (Absorbed part : lead.absorbed()) add(ofWorkflow, part.picture(), part.leadId(), part.at());
    var cancelled = new HashSet<String>();
    for (List<Run> runs : ofWorkflow.values()) {
      runs.sort(OLDEST_FIRST);
      for (int i = 1; i < runs.size(); i++)
        for (Run older : runs.subList(0, i))
          if (isDoubledBy(runs.get(i), older)) cancelled.add(runs.get(i).enrolment().enrolmentId());
    }
    return cancelled;
  }

  private static void add(
      Map<String, List<Run>> ofWorkflow, Picture picture, String leadId, Instant since) {
    for (Enrolment run : picture.known().enrolments())
      if (run.workflowId() != null)
        ofWorkflow
            .computeIfAbsent(run.workflowId(), workflow -> new ArrayList<>())
            .add(new Run(run, leadId, since));
  }

  /** Both were under way when their leads were brought together. */
  private static boolean isDoubledBy(Run younger, Run older) {
    if (younger.leadId().equals(older.leadId())) return false;
    Instant merge = younger.since().isAfter(older.since()) ? younger.since() : older.since();
    Instant entered = younger.enteredAt();
    return older.wentOnAfter(merge)
        && younger.wentOnAfter(merge)
        && (entered == null || !entered.isAfter(merge));
  }
}
