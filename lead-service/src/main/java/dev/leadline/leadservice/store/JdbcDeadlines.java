package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.SaveDeadlines;
import dev.leadline.leadservice.domain.TakeDeadlines;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deadlines in PostgreSQL: one index, by time, so that nobody asks each lead for its own. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcDeadlines implements SaveDeadlines, TakeDeadlines {

  private final JdbcTemplate jdbc;

  JdbcDeadlines(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(List<Deadline> deadlines, Map<String, Set<Deadline.What>> over) {
    List<Object[]> ended =
        over.entrySet().stream()
            .flatMap(
                lead ->
                    lead.getValue().stream()
                        .map(what -> new Object[] {UUID.fromString(lead.getKey()), what.name()}))
            .toList();
    jdbc.batchUpdate("delete from lead_deadlines where lead_id = ? and what = ?", ended);
    jdbc.batchUpdate(
        """
        insert into lead_deadlines as kept (lead_id, what, tenant, due_at, round)
        values (?, ?, ?, ?, ?)
        on conflict (lead_id, what) do update
        set round = excluded.round,
            due_at = case when kept.round = excluded.round
                          then greatest(kept.due_at, excluded.due_at) else excluded.due_at end
        """,
        deadlines.stream()
            .map(
                deadline ->
                    new Object[] {
                      UUID.fromString(deadline.leadId()),
                      deadline.what().name(),
                      deadline.tenant(),
                      Timestamp.from(deadline.dueAt()),
                      deadline.round()
                    })
            .toList());
  }

  @Override
  public List<Deadline> take(Instant now, int most) {
    return jdbc.query(
        """
        delete from lead_deadlines where (lead_id, what) in
          (select lead_id, what from lead_deadlines due where due_at <= ?
              and (what = 'BLOCK_ENDS'
                   or coalesce((select global_index from lead_events
                                 where aggregate_identifier = due.lead_id
                                 order by sequence_number desc limit 1), 0)
                      <= (select position from outbox_positions where name = 'lead-events'))
           order by due_at limit ? for update of due skip locked)
        returning tenant, lead_id, what, due_at, round
        """,
        (row, n) ->
            new Deadline(
                row.getString(1),
                row.getString(2),
                Deadline.What.valueOf(row.getString(3)),
                row.getTimestamp(4).toInstant(),
                row.getLong(5)),
        Timestamp.from(now),
        most);
  }
}
