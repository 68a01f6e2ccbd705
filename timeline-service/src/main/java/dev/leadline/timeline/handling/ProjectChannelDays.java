package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Addition;
import dev.leadline.timeline.domain.ChannelDays;
import dev.leadline.timeline.domain.Conversations;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens by lead, quarter of an hour, channel and agent, and by conversation, for
 * analytics. An erasure reaches back: what was personal in the counts of the lead goes.
 */
public final class ProjectChannelDays implements ProjectBatch {

  private final AddUp addUp;

  public ProjectChannelDays(AddUp addUp) {
    this.addUp = addUp;
  }

  @Override
  public void project(List<StoredEvent> batch) {
    project(batch, ReadModels.CHANNEL_DAILY, ChannelDays::of);
    project(batch, ReadModels.CONVERSATIONS, Conversations::of);
  }

  private void project(
      List<StoredEvent> batch,
      String collection,
      Function<StoredEvent, @Nullable Addition> addition) {
    var additions = new ArrayList<Addition>();
    Set<String> erased = new LinkedHashSet<>();
    for (StoredEvent stored : batch) {
      if (stored.event() instanceof LeadErased erasure) {
        erased.addAll(erasure.leadIds(stored.leadId()));
        additions.replaceAll(one -> erased.contains(one.leadId()) ? one.withoutPersonal() : one);
      }
      Addition added = addition.apply(stored);
      if (added != null) additions.add(added);
    }
    addUp.add(collection, additions);
    addUp.erase(collection, erased);
  }

  @Override
  public void erase(String leadId, LeadErased erasure) {
    List<String> leadIds = erasure.leadIds(leadId);
    addUp.erase(ReadModels.CHANNEL_DAILY, leadIds);
    addUp.erase(ReadModels.CONVERSATIONS, leadIds);
  }
}
