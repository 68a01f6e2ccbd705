package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** The timelines of leads. */
@Component
final class TimelineProjection implements Projection {

  private final TimelineStore.Open stores;
  private final AnnounceChanges announceChanges;

  TimelineProjection(TimelineStore.Open stores, AnnounceChanges announceChanges) {
    this.stores = stores;
    this.announceChanges = announceChanges;
  }

  @Override
  public String name() {
    return "timeline-service.timeline-entries";
  }

  @Override
  public String readModel() {
    return ReadModels.TIMELINE_ENTRIES;
  }

  @Override
  public ProjectBatch into(Generation generation) {
    TimelineStore store = stores.of(generation);
    return new ProjectTimeline(store, store, generation.live() ? announceChanges : _ -> {});
  }
}
