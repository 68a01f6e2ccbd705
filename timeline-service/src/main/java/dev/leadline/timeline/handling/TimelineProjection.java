package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** The timelines of leads. */
@Component
final class TimelineProjection implements Projection {

  private final TimelineStore.Open stores;

  TimelineProjection(TimelineStore.Open stores) {
    this.stores = stores;
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
    return new ProjectTimeline(store, store);
  }
}
