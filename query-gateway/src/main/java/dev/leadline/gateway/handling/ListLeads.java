package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.CountLeads;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.FindLeads.Found;
import dev.leadline.gateway.domain.LeadQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Lists leads page by page, newest activity first. */
public final class ListLeads {

  private final FindLeads find;
  private final CountLeads count;
  private final Clock clock;

  public ListLeads(FindLeads find, CountLeads count, Clock clock) {
    this.find = find;
    this.count = count;
    this.clock = clock;
  }

  /** One page. */
  public LeadsPage list(LeadQuery query) {
    // One more than asked for tells whether there is another page.
    List<Found> found =
        find.find(
            new LeadQuery(query.tenant(), query.identities(), query.after(), query.limit() + 1));
    List<Found> page = found.subList(0, Math.min(found.size(), query.limit()));
    String next = null;
    if (found.size() > page.size()) {
      Found last = page.getLast();
      next = new Cursor.AfterLead(last.lastActivityAt(), last.state().leadId()).text();
    }
    // A first page that is the only one has been counted by reading it.
    boolean whole = query.after() == null && next == null;
    Instant now = clock.instant();
    return new LeadsPage(
        page.stream().map(lead -> LeadRow.of(lead.state(), now)).toList(),
        whole ? page.size() : count.count(query),
        next,
        LeadsPage.Timeframe.ALL);
  }
}
