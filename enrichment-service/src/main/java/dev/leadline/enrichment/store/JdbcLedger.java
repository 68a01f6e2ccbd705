package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.FindUntold;
import dev.leadline.enrichment.domain.GiveUpLost;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.MarkTold;
import dev.leadline.enrichment.domain.NextDue;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.SettleInquiry;
import dev.leadline.enrichment.domain.TakeDue;
import dev.leadline.enrichment.domain.Tidings;
import dev.leadline.enrichment.domain.Tidings.Told;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger in PostgreSQL. Every change is one statement, so that no two instances disagree. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcLedger
    implements WriteWishes, TakeDue, NextDue, SettleInquiry, FindUntold, MarkTold, GiveUpLost {

  private static final String LOST =
      "The service stopped while it was asking; whether it was answered is not known.";

  private static final String TOO_LARGE = "The answer is larger than Kafka takes.";

  /**
   * Who asked knows better than who had given it up for lost; not so once another asks, or it was
   * wanted anew after it had been given back, which counts the attempts from the beginning.
   */
  private static final String WHO_ASKED =
      """
      where inquiry_id = ? and attempts = ? and (renewed or wanted_at = ?)
        and state in ('ASKING', 'UNKNOWN')
      """;

  private final JdbcTemplate jdbc;
  private final Seal seal;

  JdbcLedger(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  private record Answered(List<Told> facts) {}

  @Override
  public int write(Collection<Wish> wishes) {
    if (wishes.isEmpty()) return 0;
    // In one order, so that two instances that want the same do not wait for each other.
    int[] written =
        jdbc.batchUpdate(
            """
            insert into inquiries as known
              (inquiry_id, tenant, lead_id, purpose, state, wanted_at, due_at, changed_at, request,
              trace_parent)
            values (?, ?, ?, ?, 'PENDING', ?, ?, now(), ?, ?)
            on conflict (inquiry_id) do update set
              state = case when known.state in ('ASKING', 'ANSWERED') then known.state
                           else 'PENDING' end,
              renewed = known.state in ('ASKING', 'ANSWERED'),
              lead_id = excluded.lead_id, wanted_at = excluded.wanted_at,
              due_at = excluded.due_at, changed_at = now(), reason = null,
              attempts = case when known.state in ('ASKING', 'ANSWERED') then known.attempts
                              else 0 end,
              request = excluded.request, trace_parent = excluded.trace_parent
            where excluded.wanted_at > known.wanted_at
              and (?::boolean
                   or known.state = 'DROPPED'
                   or known.state in ('DONE', 'FAILED', 'UNKNOWN')
                      and excluded.wanted_at >= known.wanted_at + ?::bigint * interval '1 ms')
            """,
            wishes.stream()
                .sorted(Comparator.comparing(Wish::inquiryId).thenComparing(Wish::wantedAt))
                .map(this::parameters)
                .toList());
    return Arrays.stream(written).map(rows -> Math.min(1, Math.abs(rows))).sum();
  }

  private Object[] parameters(Wish wish) {
    return new Object[] {
      wish.inquiryId(),
      wish.tenant(),
      wish.leadId(),
      wish.purpose().name(),
      Timestamp.from(wish.wantedAt()),
      Timestamp.from(wish.dueAt()),
      seal.seal(wish.request().text(), wish.inquiryId()),
      wish.traceParent(),
      wish.purpose().isRenewable(),
      wish.purpose().rest().toMillis()
    };
  }

  @Override
  public List<Inquiry> take(Purpose purpose, Instant now, Instant lostAt, int most) {
    return jdbc.query(
        """
        update inquiries set state = 'ASKING', claimed_until = ?, changed_at = ?,
          attempts = attempts + 1
        where inquiry_id in (
          select inquiry_id from inquiries where purpose = ? and state = 'PENDING' and due_at <= ?
          order by due_at limit ? for update skip locked)
        returning *
        """,
        (row, number) -> inquiry(row),
        Timestamp.from(lostAt),
        Timestamp.from(now),
        purpose.name(),
        Timestamp.from(now),
        most);
  }

  private Inquiry inquiry(ResultSet row) throws SQLException {
    String inquiryId = row.getString("inquiry_id");
    return new Inquiry(
        inquiryId,
        row.getString("tenant"),
        row.getString("lead_id"),
        Purpose.valueOf(row.getString("purpose")),
        row.getTimestamp("wanted_at").toInstant(),
        row.getInt("attempts") - 1,
        new Json(seal.open(row.getBytes("request"), inquiryId)),
        row.getString("trace_parent"));
  }

  @Override
  public @Nullable Instant next(Purpose purpose) {
    Timestamp next =
        jdbc.queryForObject(
            "select min(due_at) from inquiries where purpose = ? and state = 'PENDING'",
            Timestamp.class,
            purpose.name());
    return next == null ? null : next.toInstant();
  }

  @Override
  public boolean settle(Inquiry inquiry, Settlement settlement) {
    return switch (settlement) {
      case Postponed(String reason, Instant dueAt) ->
          jdbc.update(
                  """
                  update inquiries set state = 'PENDING', claimed_until = null, changed_at = now(),
                    renewed = false, due_at = case when renewed then due_at else ? end, reason = ?,
                    attempts = case when renewed then 0 else attempts end,
                    request = coalesce(request, ?)
                  """
                      + WHO_ASKED,
                  Timestamp.from(dueAt),
                  reason,
                  // What was given up for lost has none any more.
                  seal.seal(inquiry.request().text(), inquiry.inquiryId()),
                  inquiry.inquiryId(),
                  inquiry.attempts() + 1,
                  Timestamp.from(inquiry.wantedAt()))
              == 1;
      case Closed closed when closed.facts().isEmpty() -> closed(inquiry, closed);
      case Closed closed -> answered(inquiry, closed);
    };
  }

  private boolean closed(Inquiry inquiry, Closed closed) {
    return jdbc.update(
            """
            update inquiries set
              state = case when renewed then 'PENDING' else ? end, renewed = false,
              attempts = case when renewed then 0 else attempts end,
              request = case when renewed then request end,
              claimed_until = null, changed_at = ?, answered_at = ?, reason = ?
            """
                + WHO_ASKED,
            closed.state().name(),
            Timestamp.from(closed.at()),
            Timestamp.from(closed.at()),
            closed.reason(),
            inquiry.inquiryId(),
            inquiry.attempts() + 1,
            Timestamp.from(inquiry.wantedAt()))
        == 1;
  }

  private boolean answered(Inquiry inquiry, Closed closed) {
    var answer = new Answered(closed.facts().stream().map(JdbcLedger::told).toList());
    return jdbc.update(
            """
            update inquiries set state = 'ANSWERED', outcome = ?, claimed_until = null,
              changed_at = ?, answered_at = ?, reason = ?, answer = ?,
              request = case when renewed then request end
            """
                + WHO_ASKED,
            closed.state().name(),
            Timestamp.from(closed.at()),
            Timestamp.from(closed.at()),
            closed.reason(),
            seal.seal(Json.MAPPER.writeValueAsString(answer), inquiry.inquiryId()),
            inquiry.inquiryId(),
            inquiry.attempts() + 1,
            Timestamp.from(inquiry.wantedAt()))
        == 1;
  }

  private static Told told(ChannelFact fact) {
    return new Told(
        WireName.of(fact.getClass()).cloudEventType(),
        new Json(Json.MAPPER.writeValueAsString(fact)));
  }

  @Override
  public List<Tidings> untold(Instant answeredBefore, int most) {
    return jdbc.query(
        """
        select * from inquiries where state = 'ANSWERED' and answered_at <= ?
        order by answered_at limit ?
        """,
        (row, number) -> tidings(row),
        Timestamp.from(answeredBefore),
        most);
  }

  private Tidings tidings(ResultSet row) throws SQLException {
    String inquiryId = row.getString("inquiry_id");
    return new Tidings(
        inquiryId,
        row.getString("tenant"),
        row.getString("lead_id"),
        Purpose.valueOf(row.getString("purpose")),
        row.getTimestamp("answered_at").toInstant(),
        Json.MAPPER.readValue(seal.open(row.getBytes("answer"), inquiryId), Answered.class).facts(),
        row.getString("trace_parent"));
  }

  @Override
  public void told(Collection<String> inquiryIds, Collection<String> refused) {
    String[] failed = refused.toArray(String[]::new);
    jdbc.update(
        """
        update inquiries set
          state = case when renewed then 'PENDING'
                       when inquiry_id = any(?) then 'FAILED' else outcome end,
          reason = case when inquiry_id = any(?) then ? else reason end, renewed = false,
          attempts = case when renewed then 0 else attempts end,
          outcome = null, answer = null, changed_at = now()
        where inquiry_id = any(?) and state = 'ANSWERED'
        """,
        failed,
        failed,
        TOO_LARGE,
        inquiryIds.toArray(String[]::new));
  }

  @Override
  public int giveUp(Instant now) {
    String[] repeatable =
        Arrays.stream(Purpose.values())
            .filter(Purpose::isRepeatable)
            .map(Purpose::name)
            .toArray(String[]::new);
    jdbc.update(
        """
        update inquiries set state = 'PENDING', claimed_until = null, renewed = false,
          changed_at = ?
        where state = 'ASKING' and claimed_until < ? and (renewed or purpose = any(?))
        """,
        Timestamp.from(now),
        Timestamp.from(now),
        repeatable);
    return jdbc.update(
        """
        update inquiries set state = 'UNKNOWN', claimed_until = null, request = null,
          changed_at = ?, reason = ?
        where state = 'ASKING' and claimed_until < ?
        """,
        Timestamp.from(now),
        LOST,
        Timestamp.from(now));
  }
}
