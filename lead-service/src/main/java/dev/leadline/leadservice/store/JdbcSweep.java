package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.RememberKind;
import dev.leadline.leadservice.domain.Retention.Kind;
import dev.leadline.leadservice.domain.SweepLeads;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A place in the table of the leads' keys, which knows all that are not erased. It moves on after
 * those that follow it were judged, so a crash has some judged again and none left out. Beside it
 * is what leads were found to be.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcSweep implements SweepLeads, RememberKind {

  private static final int AT_ONCE = 500;

  private final JdbcTemplate jdbc;
  private final Duration every;

  JdbcSweep(JdbcTemplate jdbc, @Value("${leadline.lead-service.retention.every}") Duration every) {
    this.jdbc = jdbc;
    this.every = every;
  }

  /** How far the sweep is. */
  private record Place(UUID after, Instant dueAt) {}

  @Override
  public boolean next(Instant now, Consumer<List<Quiet>> judge) {
    Place place =
        jdbc.queryForObject(
            "select after_lead, due_at from retention_sweep",
            (row, number) ->
                new Place(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()));
    if (place == null || place.dueAt().isAfter(now)) return false;
    List<Quiet> some = some(place.after());
    judge.accept(some);
    boolean over = some.size() < AT_ONCE;
    UUID last = over ? new UUID(0, 0) : UUID.fromString(some.getLast().leadId());
    // Another instance that judged the same was as right; one of them moves the place.
    jdbc.update(
        "update retention_sweep set after_lead = ?, due_at = ? where after_lead = ? and due_at = ?",
        last,
        Timestamp.from(over ? now.plus(every) : place.dueAt()),
        place.after(),
        Timestamp.from(place.dueAt()));
    return !over;
  }

  private List<Quiet> some(UUID after) {
    return jdbc.query(
        """
        select k.tenant, k.lead_id,
               coalesce(e.sequence_number + 1, 0), coalesce(e.recorded_at, now()), r.kind
        from (select tenant, lead_id from lead_keys
              where wrapped_key is not null and lead_id > ? order by lead_id limit ?) k
        left join lateral
             (select sequence_number, recorded_at from lead_events
              where aggregate_identifier = k.lead_id
              order by sequence_number desc limit 1) e on true
        left join retention_known r
               on r.lead_id = k.lead_id and r.version = e.sequence_number + 1
        order by k.lead_id
        """,
        (row, number) ->
            new Quiet(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant(),
                kind(row.getString(5))),
        after,
        AT_ONCE);
  }

  /** One that only another version knows is as good as none. */
  private static @Nullable Kind kind(@Nullable String name) {
    for (Kind kind : Kind.values()) if (kind.name().equals(name)) return kind;
    return null;
  }

  /** An erasure that is under way is waited for: it may have looked here already. */
  @Override
  public void remember(String leadId, long version, Kind kind) {
    jdbc.update(
        """
        insert into retention_known (lead_id, version, kind)
        select lead_id, ?, ? from lead_keys
        where lead_id = ?::uuid and wrapped_key is not null for share
        on conflict (lead_id) do update set version = excluded.version, kind = excluded.kind
        """,
        version,
        kind.name(),
        leadId);
  }
}
