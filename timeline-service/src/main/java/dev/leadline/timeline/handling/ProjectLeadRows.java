package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.RowChanged;
import dev.leadline.timeline.domain.AnnounceRowChanges;
import dev.leadline.timeline.domain.FindLeadRows;
import dev.leadline.timeline.domain.LeadRows;
import dev.leadline.timeline.domain.StoreLeadRows;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Folds a batch into the rows of its leads: one query, one write, however many events.
 *
 * <p>Changes are announced after they are stored, for every lead of the batch and not only for the
 * rows that this very run changed: a run that stored and then failed is followed by one that finds
 * nothing to store.
 */
@Component
public final class ProjectLeadRows implements ProjectBatch {

  private final FindLeadRows findLeadRows;
  private final StoreLeadRows storeLeadRows;
  private final AnnounceRowChanges announceRowChanges;

  public ProjectLeadRows(
      FindLeadRows findLeadRows,
      StoreLeadRows storeLeadRows,
      AnnounceRowChanges announceRowChanges) {
    this.findLeadRows = findLeadRows;
    this.storeLeadRows = storeLeadRows;
    this.announceRowChanges = announceRowChanges;
  }

  @Override
  public String name() {
    return "timeline-service.lead-rows";
  }

  @Override
  public void project(List<StoredEvent> batch) {
    var leadIds = new LinkedHashSet<String>();
    for (StoredEvent stored : batch) leadIds.add(stored.leadId());
    var before = findLeadRows.of(leadIds);
    var rows = new HashMap<>(before);
    for (StoredEvent stored : batch)
      rows.compute(
          stored.leadId(),
          (leadId, row) -> LeadRows.evolve(row == null ? LeadState.unknown(leadId) : row, stored));
    storeLeadRows.store(
        rows.values().stream()
            .filter(row -> row.version() > version(before.get(row.leadId())))
            .toList());
    announceRowChanges.announce(
        rows.values().stream()
            .map(row -> new RowChanged(row.leadId(), row.tenant(), row.version()))
            .toList());
  }

  private static long version(@Nullable LeadState row) {
    return row == null ? 0 : row.version();
  }
}
