package dev.leadline.notification.store;

import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.ForgetEnded;
import dev.leadline.notification.domain.GiveUpWaiting;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The ends of lines of the ledger. What another instance, a courier or an erasure has in hand is
 * passed by: it is there the next time, or has ended otherwise.
 */
@Component
@DependsOn("notificationSchema")
final class JdbcOldLines implements GiveUpWaiting, ForgetEnded {

  private static final String GIVEN_UP = "Given up: nobody could be told in time.";

  private final JdbcTemplate jdbc;

  JdbcOldLines(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int giveUp(Instant oldest, Instant now, int limit) {
    return jdbc.update(
        """
        with old as (
          select delivery_id, enabled from deliveries left join destinations using (destination_id)
          where state = 'PENDING' and coalesce(first_due_at, due_at) <= ?
          order by coalesce(first_due_at, due_at) limit ?
          for update of deliveries skip locked
        )
        update deliveries
        set state = ?,
            changed_at = ?,
            reason = concat_ws(' ', ?, case when old.enabled then reason
                                            when not old.enabled then 'The destination was off.'
                                            else 'The destination is gone.' end)
        from old where deliveries.delivery_id = old.delivery_id
        """,
        Timestamp.from(oldest),
        limit,
        Delivery.State.FAILED.name(),
        Timestamp.from(now),
        GIVEN_UP);
  }

  @Override
  public int forget(Instant before, int limit) {
    return jdbc.update(
        """
        with old as materialized (
          select delivery_id from deliveries
          where state not in ('PENDING', 'SENDING') and changed_at < ?
          order by changed_at limit ?
          for update skip locked
        )
        delete from deliveries using old where deliveries.delivery_id = old.delivery_id
        """,
        Timestamp.from(before),
        limit);
  }
}
