package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.AnnounceInTurn;
import java.util.function.LongUnaryOperator;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The position in PostgreSQL, and an advisory lock by which instances take turns. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcAnnouncements implements AnnounceInTurn {

  private static final long LOCK = 0x6C656164_6C696E65L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcAnnouncements(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public boolean announce(LongUnaryOperator announcer) {
    return Boolean.TRUE.equals(transaction.execute(status -> inTurn(announcer)));
  }

  private boolean inTurn(LongUnaryOperator announcer) {
    Boolean mine = jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK);
    if (!Boolean.TRUE.equals(mine)) return false;
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
