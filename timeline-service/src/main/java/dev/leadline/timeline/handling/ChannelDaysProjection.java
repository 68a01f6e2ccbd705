package dev.leadline.timeline.handling;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Generation;
import org.springframework.stereotype.Component;

/** What happens by lead, time, channel and agent, and by conversation. */
@Component
final class ChannelDaysProjection implements Projection {

  private final AddUp.Open stores;

  ChannelDaysProjection(AddUp.Open stores) {
    this.stores = stores;
  }

  @Override
  public String name() {
    return "timeline-service.channel-daily";
  }

  @Override
  public String readModel() {
    return ReadModels.CHANNEL_DAILY;
  }

  @Override
  public boolean addsUpStreams() {
    return true;
  }

  @Override
  public ProjectBatch into(Generation generation) {
    return new ProjectChannelDays(stores.of(generation));
  }
}
