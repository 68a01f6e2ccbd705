package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.EraseTimelines;
import dev.leadline.timeline.domain.StoreTimelineEntries;
import dev.leadline.timeline.domain.StoreTimelineEntries.Owned;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the timeline entries of a batch. An erasure reaches back: what the timeline showed of the
 * lead before is rewritten as the event store now reads it.
 *
 * <p>What was written is announced when it can be read: once for each lead of the batch, in whose
 * stream the events are. An absorbed lead has no page of its own, so what comes for it is news of
 * the lead that has absorbed it. A batch that comes again is announced again, as rows are.
 */
public final class ProjectTimeline implements ProjectBatch {

  private final EraseTimelines eraseTimelines;
  private final StoreTimelineEntries storeTimelineEntries;
  private final AnnounceChanges announceChanges;

  public ProjectTimeline(
      EraseTimelines eraseTimelines,
      StoreTimelineEntries storeTimelineEntries,
      AnnounceChanges announceChanges) {
    this.eraseTimelines = eraseTimelines;
    this.storeTimelineEntries = storeTimelineEntries;
    this.announceChanges = announceChanges;
  }

  @Override
  public void project(List<StoredEvent> batch) {
    var entries = new ArrayList<Owned>();
    var erased = new LinkedHashSet<String>();
    for (StoredEvent stored : batch) {
      if (stored.event() instanceof LeadErased erasure) {
        erased.addAll(erasure.leadIds(stored.leadId()));
        entries.replaceAll(one -> isOfOne(erased, one) ? one.withoutPersonal() : one);
      }
      for (TimelineEntry entry :
          TimelineEntries.of(stored.leadId(), stored.sequence(), stored.event()))
        entries.add(new Owned(stored.tenant(), entry));
    }
    eraseTimelines.erase(erased);
    storeTimelineEntries.store(entries);
    announceChanges.announce(changes(batch), StoredEvent.traceParents(batch));
  }

  @Override
  public void erase(String leadId, LeadErased erasure) {
    eraseTimelines.erase(erasure.leadIds(leadId));
  }

  private static Collection<TimelineChanged> changes(List<StoredEvent> batch) {
    Map<String, TimelineChanged> changes = new LinkedHashMap<>();
    for (StoredEvent stored : batch)
      changes.put(
          stored.leadId(), new TimelineChanged(stored.leadId(), stored.tenant(), stored.version()));
    return changes.values();
  }

  /** Also what came for the lead on the stream of another that had absorbed it. */
  private static boolean isOfOne(Set<String> leadIds, Owned owned) {
    return leadIds.contains(ReadModels.leadOf(owned.entry().entryId()));
  }

  @Override
  public boolean understands(LeadEvent event) {
    return TimelineEntries.understands(event);
  }
}
