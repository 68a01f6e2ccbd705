package dev.leadline.eventstore.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the place of a time among the positions, without an index by time: times grow with
 * positions but for a little. So it is looked in the middle, and in the middle of the half that is
 * left, some forty times at most however many events there are; and from a place that is earlier by
 * {@link #DISORDER} on event by event.
 *
 * <p>An index would be kept up to date with each append for a question that is asked a few times a
 * year, and making it would have every append wait until it had read the whole table. Nor would it
 * help: asked for the least position of some times, PostgreSQL walks through the positions anyhow.
 */
record PositionsByTime(JdbcTemplate jdbc) {

  /**
   * By how much an event may have a later time than one at a higher position. A transaction that
   * stands still is ended after two minutes; the rest is for the clocks of several instances.
   */
  static final Duration DISORDER = Duration.ofMinutes(10);

  private record Place(long position, Instant recordedAt) {}

  /** The position of the first event that was stored at this time or later; empty without any. */
  OptionalLong firstFrom(Instant time) {
    long before = wellBefore(time);
    List<Long> first =
        jdbc.queryForList(
            "select global_index from lead_events where global_index > ? and recorded_at >= ?"
                + " order by global_index limit 1",
            Long.class,
            before,
            Timestamp.from(time));
    return first.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first.getFirst());
  }

  /** A position up to which all events are earlier; as late as it can be told so. */
  private long wellBefore(Instant time) {
    long earlier = 0;
    Place last = at("select global_index, recorded_at from lead_events order by 1 desc limit 1");
    long later = last == null ? 0 : last.position + 1;
    while (later - earlier > 1) {
      long middle = earlier + (later - earlier) / 2;
      Place place = from(middle);
      // Positions of transactions that were rolled back are nobody's.
      if (place == null || place.position >= later) later = middle;
      else if (place.recordedAt.plus(DISORDER).isBefore(time)) earlier = place.position;
      else later = middle;
    }
    return earlier;
  }

  private @Nullable Place from(long position) {
    return at(
        "select global_index, recorded_at from lead_events where global_index >= ?"
            + " order by 1 limit 1",
        position);
  }

  private @Nullable Place at(String query, Object... arguments) {
    return jdbc
        .query(
            query,
            (row, _) -> new Place(row.getLong(1), row.getTimestamp(2).toInstant()),
            arguments)
        .stream()
        .findFirst()
        .orElse(null);
  }
}
