package dev.leadline.gateway.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.FindLeadsById;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Shows the rows of leads that changed, in the order of the list. */
public final class ShowRows {

  private static final Comparator<LeadRow> AS_LISTED =
      Comparator.comparing(
              LeadRow::lastActivityAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(LeadRow::leadId);

  private final FindLeadsById find;
  private final Clock clock;

  public ShowRows(FindLeadsById find, Clock clock) {
    this.find = find;
    this.clock = clock;
  }

  /** The rows of those that exist and are listed. */
  public List<LeadRow> show(String tenant, Collection<String> leadIds) {
    Instant now = clock.instant();
    return find.find(tenant, leadIds).stream()
        .filter(LeadState::isListed)
        .map(lead -> LeadRow.of(lead, now))
        .sorted(AS_LISTED)
        .toList();
  }
}
