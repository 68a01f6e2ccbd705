package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** The rows of leads. */
@Component
final class LeadRowsProjection implements Projection {

  private final LeadRowStore.Open stores;
  private final AnnounceChanges announceChanges;

  LeadRowsProjection(LeadRowStore.Open stores, AnnounceChanges announceChanges) {
    this.stores = stores;
    this.announceChanges = announceChanges;
  }

  @Override
  public String name() {
    return "timeline-service.lead-rows";
  }

  @Override
  public String readModel() {
    return ReadModels.LEAD_ROWS;
  }

  @Override
  public ProjectBatch into(Generation generation) {
    LeadRowStore store = stores.of(generation);
    return new ProjectLeadRows(store, store, store, generation.live() ? announceChanges : _ -> {});
  }
}
