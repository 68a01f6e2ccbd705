package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.AnnounceInTurn;
import dev.leadline.leadservice.domain.AskStore;
import java.util.function.LongUnaryOperator;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The position in PostgreSQL, up to which all is announced. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcAnnouncements implements AnnounceInTurn, AskStore {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcAnnouncements(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public Report ask() {
    return jdbc.query(
        """
        select h.head, o.position,
               coalesce((select extract(epoch from now() - recorded_at) from lead_events
                          where global_index > o.position order by global_index limit 1), 0),
               (select greatest(reltuples, 0) from pg_class where oid = 'lead_events'::regclass),
               pg_database_size(current_database())
          from outbox_positions o,
               (select coalesce(max(global_index), 0) as head from lead_events) h
         where o.name = 'lead-events'
        """,
        found -> {
          if (!found.next()) return new Report(0, 0, 0, 0, 0, 0);
          long head = found.getLong(1);
          long announced = found.getLong(2);
          // Between two statistics of PostgreSQL the positions know better.
          long events = Math.max(found.getLong(4), 0);
          return new Report(
              head,
              announced,
              Math.max(head - announced, 0),
              Math.max(found.getDouble(3), 0),
              events == 0 ? head : events,
              found.getLong(5));
        });
  }

  @Override
  public boolean announce(LongUnaryOperator announcer) {
    return Boolean.TRUE.equals(transaction.execute(status -> inTurn(announcer)));
  }

  private boolean inTurn(LongUnaryOperator announcer) {
    if (!OutboxTurn.take(jdbc)) return false;
    Long before =
        jdbc.queryForObject(
            "select position from outbox_positions where name = 'lead-events'", Long.class);
    long position = before == null ? 0 : before;
    long reached = announcer.applyAsLong(position);
    if (reached == position) return false;
    jdbc.update("update outbox_positions set position = ? where name = 'lead-events'", reached);
    return true;
  }
}
