package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.AnnounceRowChanges;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** The rows of leads. */
@Component
final class LeadRowsProjection implements Projection {

  private final LeadRowStore.Open stores;
  private final AnnounceRowChanges announceRowChanges;

  LeadRowsProjection(LeadRowStore.Open stores, AnnounceRowChanges announceRowChanges) {
    this.stores = stores;
    this.announceRowChanges = announceRowChanges;
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
    return new ProjectLeadRows(store, store, generation.live() ? announceRowChanges : _ -> {});
  }
}
