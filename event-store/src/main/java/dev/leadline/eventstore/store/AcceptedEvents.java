package dev.leadline.eventstore.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells which events of a batch have been stored before. */
public final class AcceptedEvents {

  private static final String FIND =
      """
      select true, event_identifier, natural_key, body_mark, aggregate_identifier
        from lead_events where event_identifier = any(?)
      union all
      select false, event_identifier, natural_key, body_mark, aggregate_identifier
        from lead_events where natural_key = any(?)
      """;

  private final JdbcTemplate jdbc;
  private final BodyMarks marks;

  /** Sees what the current transaction sees. */
  public AcceptedEvents(JdbcTemplate jdbc, BodyMarks marks) {
    this.jdbc = jdbc;
    this.marks = marks;
  }

  /**
   * An event that has been stored.
   *
   * @param hasBody whether this is the hash of its body; also where nothing is known of it, because
   *     it is too old or its lead was erased
   */
  public record Accepted(
      UUID eventId, @Nullable UUID naturalKey, LongPredicate hasBody, String leadId) {}

  /**
   * What of a batch is already there.
   *
   * @param byEventId of the event ids asked for
   * @param byNaturalKey of the natural keys asked for
   */
  public record Found(Map<UUID, Accepted> byEventId, Map<UUID, Accepted> byNaturalKey) {

    public Found {
      byEventId = Map.copyOf(byEventId);
      byNaturalKey = Map.copyOf(byNaturalKey);
    }
  }

  /** Looks for all of them with one query. */
  public Found find(Collection<UUID> eventIds, Collection<UUID> naturalKeys) {
    var byEventId = new HashMap<UUID, Accepted>();
    var byNaturalKey = new HashMap<UUID, Accepted>();
    if (eventIds.isEmpty() && naturalKeys.isEmpty()) return new Found(byEventId, byNaturalKey);
    jdbc.query(
        FIND,
        row -> {
          UUID eventId = row.getObject(2, UUID.class);
          UUID naturalKey = row.getObject(3, UUID.class);
          Long mark = row.getObject(4, Long.class);
          LongPredicate hasBody = hash -> mark == null || mark == marks.of(hash);
          var accepted = new Accepted(eventId, naturalKey, hasBody, row.getString(5));
          if (row.getBoolean(1)) byEventId.put(eventId, accepted);
          else byNaturalKey.put(naturalKey, accepted);
        },
        eventIds.toArray(UUID[]::new),
        naturalKeys.toArray(UUID[]::new));
    return new Found(byEventId, byNaturalKey);
  }
}
