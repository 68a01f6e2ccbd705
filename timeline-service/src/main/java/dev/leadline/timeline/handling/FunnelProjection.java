package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** How far down the funnel each lead came, and as which lead it counts. */
@Component
final class FunnelProjection implements Projection {

  private final KeepFunnels.Open stores;

  FunnelProjection(KeepFunnels.Open stores) {
    this.stores = stores;
  }

  @Override
  public String name() {
    return "timeline-service.funnel-daily";
  }

  @Override
  public String readModel() {
    return ReadModels.FUNNEL_DAILY;
  }

  @Override
  public boolean addsUpStreams() {
    return true;
  }

  @Override
  public ProjectBatch into(Generation generation) {
    return new ProjectFunnel(stores.of(generation));
  }
}
