package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.timeline.domain.EraseTimelines;
import dev.leadline.timeline.domain.StoreTimelineEntries;
import dev.leadline.timeline.domain.StoreTimelineEntries.Owned;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes the timeline entries of a batch. An erasure reaches back: what the timeline showed of the
 * lead before is rewritten as the event store now reads it.
 */
@Component
public final class ProjectTimeline implements ProjectBatch {

  private final EraseTimelines eraseTimelines;
  private final StoreTimelineEntries storeTimelineEntries;

  public ProjectTimeline(EraseTimelines eraseTimelines, StoreTimelineEntries storeTimelineEntries) {
    this.eraseTimelines = eraseTimelines;
    this.storeTimelineEntries = storeTimelineEntries;
  }

  @Override
  public String name() {
    return "timeline-service.timeline-entries";
  }

  @Override
  public void project(List<StoredEvent> batch) {
    var entries = new LinkedHashMap<String, List<Owned>>();
    var erased = new LinkedHashSet<String>();
    for (StoredEvent stored : batch) {
      String leadId = stored.leadId();
      LeadEvent event = stored.event();
      var ofLead = entries.computeIfAbsent(leadId, _ -> new ArrayList<>());
      if (event instanceof LeadErased erasure) {
        erased.add(leadId);
        erased.addAll(erasure.absorbedLeadIds());
        ofLead.replaceAll(Owned::withoutPersonal);
      }
      for (TimelineEntry entry : TimelineEntries.of(leadId, stored.sequence(), event))
        ofLead.add(new Owned(stored.tenant(), entry));
    }
    eraseTimelines.erase(erased);
    storeTimelineEntries.store(entries.values().stream().flatMap(List::stream).toList());
  }

  @Override
  public boolean understands(LeadEvent event) {
    return TimelineEntries.understands(event);
  }
}
