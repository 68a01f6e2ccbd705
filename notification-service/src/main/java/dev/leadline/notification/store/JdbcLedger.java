package dev.leadline.notification.store;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindDue;
import dev.leadline.notification.domain.FindWaiting;
import dev.leadline.notification.domain.GiveUpLost;
import dev.leadline.notification.domain.KeepTurn;
import dev.leadline.notification.domain.NextDue;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.RecentlySent;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.domain.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger, as whoever sends reads and keeps it. */
@Component
@DependsOn("notificationSchema")
final class JdbcLedger
    implements FindDue, NextDue, RecentlySent, FindWaiting, KeepTurn, SettleTries, GiveUpLost {

  private static final String LOST =
      "The service stopped while it was sending; whether it arrived is not known.";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Seal seal;

  JdbcLedger(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.seal = seal;
  }

  @Override
  public List<Due> due(String destinationId, Instant now, Instant oldest, int limit) {
    return jdbc.query(
        """
        select deliveries.*, rules.terms from deliveries left join rules using (rule_id)
        where destination_id = ? and state = 'PENDING' and due_at <= ?
          and coalesce(first_due_at, due_at) > ?
        order by due_at, delivery_id limit ?
        """,
        (row, number) -> due(row),
        destinationId,
        Timestamp.from(now),
        Timestamp.from(oldest),
        limit);
  }

  private Due due(ResultSet row) throws SQLException {
    String terms = row.getString("terms");
    byte[] sealed = row.getBytes("sealed");
    String place =
        row.getString("rule_id") + row.getString("destination_id") + row.getString("event_id");
    Delivery line = Lines.read(row);
    Timestamp firstDueAt = row.getTimestamp("first_due_at");
    return new Due(
        line,
        firstDueAt == null ? line.dueAt() : firstDueAt.toInstant(),
        terms == null ? null : Json.MAPPER.readValue(terms, Terms.class),
        sealed == null ? null : Json.MAPPER.readValue(seal.open(sealed, place), Notice.class));
  }

  @Override
  public @Nullable Instant nextDue(String destinationId, Instant oldest) {
    Timestamp next =
        jdbc.queryForObject(
            """
            select min(due_at) from deliveries
            where destination_id = ? and state = 'PENDING' and coalesce(first_due_at, due_at) > ?
            """,
            Timestamp.class,
            destinationId,
            Timestamp.from(oldest));
    return next == null ? null : next.toInstant();
  }

  @Override
  public List<Instant> recent(String ruleId, String destinationId, boolean together, int limit) {
    return jdbc.query(
        """
        select changed_at from deliveries
        where rule_id = ? and destination_id = ? and attempts > 0
          and state in ('SENDING', 'SENT', 'UNKNOWN')
        group by changed_at, case when ? then 0 else delivery_id end
        order by changed_at desc limit ?
        """,
        (row, number) -> row.getTimestamp(1).toInstant(),
        ruleId,
        destinationId,
        together,
        limit);
  }

  @Override
  public List<String> waiting() {
    return jdbc.queryForList(
        "select distinct destination_id from deliveries where state = 'PENDING'", String.class);
  }

  /** What goes first: of the others of its rule, which wait, it is none. */
  @Override
  public void keep(Turn turn, Instant now) {
    if (!turn.sending().isEmpty()) send(turn);
    for (HeldBack held : turn.heldBack())
      jdbc.update(
          """
          update deliveries
          set due_at = ?, first_due_at = coalesce(first_due_at, due_at), reason = ?
          where rule_id = ? and destination_id = ? and state = 'PENDING' and due_at <= ?
          """,
          Timestamp.from(held.until()),
          held.reason(),
          held.ruleId(),
          turn.destinationId(),
          Timestamp.from(now));
    for (Dropped dropped : turn.dropped())
      jdbc.update(
          """
          update deliveries set state = 'DROPPED', reason = ?, changed_at = ?, sealed = null
          where delivery_id = ?
          """,
          dropped.reason(),
          Timestamp.from(now),
          dropped.deliveryId());
  }

  private void send(Turn turn) {
    jdbc.batchUpdate(
        """
        update deliveries
        set state = 'SENDING', attempts = attempts + 1, changed_at = ?, claimed_until = ?
        where delivery_id = any(?)
        """,
        turn.sending().stream()
            .map(
                message ->
                    new Object[] {
                      Timestamp.from(message.at()),
                      Timestamp.from(turn.lostAt()),
                      message.deliveryIds().toArray(Long[]::new)
                    })
            .toList());
    jdbc.update(
        "update destinations set bucket_full_at = ? where destination_id = ?",
        Timestamp.from(turn.bucketFullAt()),
        turn.destinationId());
  }

  /** Who sent knows better than who had given it up for lost. */
  @Override
  public void settle(List<Settled> settled, Verdict verdict, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.batchUpdate(
              """
              update deliveries
              set state = ?, due_at = coalesce(?, due_at), reason = ?, claimed_until = null,
                  first_due_at = coalesce(first_due_at, due_at),
                  sealed = case when ? = 'SENT' then null else sealed end
              where delivery_id = ? and attempts = ? and state in ('SENDING', 'UNKNOWN')
              """,
              settled.stream().map(JdbcLedger::parameters).toList());
          jdbc.update(
              """
              update destinations
              set enabled = enabled and ?, trouble = ?, failures = ?,
                  paused_until = greatest(?, paused_until)
              where destination_id = ?
                and (trouble is distinct from ? or failures <> ? or ?::timestamptz is not null)
              """,
              verdict.enabled(),
              verdict.trouble(),
              verdict.failures(),
              timestamp(verdict.pausedUntil()),
              verdict.destinationId(),
              verdict.trouble(),
              verdict.failures(),
              timestamp(verdict.pausedUntil()));
        });
  }

  private static @Nullable Object[] parameters(Settled line) {
    String state = line.state().name();
    return new @Nullable Object[] {
      state, timestamp(line.dueAt()), line.reason(), state, line.deliveryId(), line.attempt()
    };
  }

  @Override
  public int giveUp(Instant now) {
    return jdbc.update(
        """
        update deliveries set state = ?, reason = ?, changed_at = ?, claimed_until = null
        where state = 'SENDING' and claimed_until < ?
        """,
        Delivery.State.UNKNOWN.name(),
        LOST,
        Timestamp.from(now),
        Timestamp.from(now));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
