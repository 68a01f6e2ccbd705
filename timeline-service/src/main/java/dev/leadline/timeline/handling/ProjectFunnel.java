package dev.leadline.timeline.handling;

import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.timeline.domain.Funnels;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepFunnels.Reached;
import dev.leadline.timeline.handling.KeepFunnels.Standing;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps when each lead came how far down the funnel, and as which lead it counts. */
public final class ProjectFunnel implements ProjectBatch {

  private static final int MOST_RECENT = 5000;

  private final KeepFunnels funnels;

  /** By lead, what is stored for sure: who views a page does not reach a stage with each. */
  private final Map<String, Map<Stage, Instant>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Stage, Instant>> eldest) {
          return size() > MOST_RECENT;
        }
      };

  public ProjectFunnel(KeepFunnels funnels) {
    this.funnels = funnels;
  }

  @Override
  public void project(List<StoredEvent> batch) {
    reach(batch);
    stand(batch.stream().filter(stored -> Funnels.isAboutStanding(stored.event())).toList());
  }

  private void reach(List<StoredEvent> batch) {
    var reached = new LinkedHashMap<String, Reached>();
    for (StoredEvent stored : batch) {
      String leadId = leadOf(stored);
      Funnels.reached(stored.event())
          .forEach(
              (stage, at) -> {
                if (isKnown(leadId, stage, at)) return;
                reached
                    .computeIfAbsent(
                        leadId, id -> new Reached(id, stored.tenant(), new EnumMap<>(Stage.class)))
                    .at()
                    .merge(stage, at, (one, other) -> one.isBefore(other) ? one : other);
              });
    }
    funnels.reached(reached.values());
    synchronized (recent) {
      reached.forEach(
          (leadId, told) -> {
            var known = recent.computeIfAbsent(leadId, _ -> new EnumMap<>(Stage.class));
            told.at()
                .forEach(
                    (stage, at) ->
                        known.merge(stage, at, (one, other) -> one.isBefore(other) ? one : other));
          });
    }
  }

  /** Strictly earlier: who reads history again finds the earliest event itself, and stores it. */
  private boolean isKnown(String leadId, Stage stage, Instant at) {
    synchronized (recent) {
      Instant known = recent.getOrDefault(leadId, Map.of()).get(stage);
      return known != null && known.isBefore(at);
    }
  }

  private static String leadOf(StoredEvent stored) {
    return stored.event() instanceof InteractionRecorded event && event.leadId() != null
        ? event.leadId()
        : stored.leadId();
  }

  private void stand(List<StoredEvent> events) {
    if (events.isEmpty()) return;
    var standings =
        new HashMap<>(
            funnels.standings(events.stream().map(StoredEvent::leadId).distinct().toList()));
    for (StoredEvent stored : events) {
      Standing before =
          standings.getOrDefault(
              stored.leadId(),
              new Standing(
                  stored.leadId(), stored.tenant(), LeadState.unknown(stored.leadId()), 0));
      if (stored.sequence() < before.next()) continue;
      standings.put(
          stored.leadId(),
          new Standing(
              stored.leadId(),
              stored.tenant(),
              Funnels.standing(before.state(), stored.event()),
              stored.sequence() + 1));
    }
    funnels.keep(List.copyOf(standings.values()));
  }
}
