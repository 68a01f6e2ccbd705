package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.RowChanged;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.EraseLeadRows;
import dev.leadline.timeline.domain.FindLeadRows;
import dev.leadline.timeline.domain.LeadRows;
import dev.leadline.timeline.domain.StoreLeadRows;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds a batch into the rows of its leads: one query at most, one write, however many events.
 *
 * <p>Changes are announced after they are stored, for every lead of the batch and not only for the
 * rows that this very run changed: a run that stored and then failed is followed by one that finds
 * nothing to store.
 */
public final class ProjectLeadRows implements ProjectBatch {

  private final RecentRows recentRows = new RecentRows();
  private final FindLeadRows findLeadRows;
  private final StoreLeadRows storeLeadRows;
  private final EraseLeadRows eraseLeadRows;
  private final AnnounceChanges announceChanges;

  public ProjectLeadRows(
      FindLeadRows findLeadRows,
      StoreLeadRows storeLeadRows,
      EraseLeadRows eraseLeadRows,
      AnnounceChanges announceChanges) {
    this.findLeadRows = findLeadRows;
    this.storeLeadRows = storeLeadRows;
    this.eraseLeadRows = eraseLeadRows;
    this.announceChanges = announceChanges;
  }

  @Override
  public void project(List<StoredEvent> batch) {
    var before = new HashMap<String, LeadState>();
    var toFind = new LinkedHashSet<String>();
    for (StoredEvent stored : batch) {
      String leadId = stored.leadId();
      if (before.containsKey(leadId) || toFind.contains(leadId)) continue;
      LeadState recent = recentRows.before(leadId, stored.sequence());
      if (recent == null) toFind.add(leadId);
      else before.put(leadId, recent);
    }
    before.putAll(found(toFind));
    Map<String, LeadState> rows = fold(before, batch);
    Set<String> behind = storeLeadRows.store(changed(before, rows));
    if (!behind.isEmpty()) rows.putAll(again(behind, batch));
    recentRows.keep(rows.values());
    announceChanges.announce(
        rows.values().stream()
            .map(row -> new RowChanged(row.leadId(), row.tenant(), row.version()))
            .toList(),
        StoredEvent.traceParents(batch));
  }

  /** Of the lead alone: each part has an erasure on its own stream. Told again if it is done. */
  @Override
  public void erase(String leadId, LeadErased erasure) {
    LeadState row = findLeadRows.of(List.of(leadId)).get(leadId);
    if (row == null) return;
    if (row.erasedAt() == null) {
      LeadState left = LeadRows.erased(row, erasure);
      if (!eraseLeadRows.erase(left))
        throw new IllegalStateException("Another instance writes the row of " + leadId);
      recentRows.keep(List.of(left));
    }
    announceChanges.announce(List.of(new RowChanged(leadId, row.tenant(), row.version())));
  }

  /** Events that come again begin at the first one of a lead that has a row already. */
  private Map<String, LeadState> again(Set<String> leadIds, List<StoredEvent> batch) {
    Map<String, LeadState> before = found(leadIds);
    Map<String, LeadState> rows =
        fold(before, batch.stream().filter(one -> leadIds.contains(one.leadId())).toList());
    Set<String> behind = storeLeadRows.store(changed(before, rows));
    if (!behind.isEmpty())
      throw new IllegalStateException("Another instance writes the rows of " + behind);
    return rows;
  }

  private Map<String, LeadState> found(Set<String> leadIds) {
    var found = new HashMap<>(findLeadRows.of(leadIds));
    for (String leadId : leadIds) found.computeIfAbsent(leadId, LeadState::unknown);
    return found;
  }

  private static Map<String, LeadState> fold(
      Map<String, LeadState> before, List<StoredEvent> batch) {
    var rows = new HashMap<>(before);
    for (StoredEvent stored : batch)
      rows.computeIfPresent(stored.leadId(), (_, row) -> LeadRows.evolve(row, stored));
    return rows;
  }

  private static List<LeadState> changed(
      Map<String, LeadState> before, Map<String, LeadState> rows) {
    return rows.values().stream()
        .filter(row -> row.version() > before.getOrDefault(row.leadId(), row).version())
        .toList();
  }
}
