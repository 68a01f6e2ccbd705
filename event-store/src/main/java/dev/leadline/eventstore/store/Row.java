package dev.leadline.eventstore.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code lead_events}, with the wrapped keys of the leads for which something in it is
 * sealed.
 *
 * @param subjects the leads whose keys seal a piece of it each; empty where its own lead's does
 * @param wrappedKey of its own lead; null where nothing is sealed, and where that was erased
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(
    long position,
    UUID eventId,
    @Nullable UUID naturalKey,
    String tenant,
    UUID leadId,
    long sequence,
    String type,
    Instant recordedAt,
    String payloadType,
    int payloadRevision,
    byte[] payload,
    byte @Nullable [] sealed,
    byte @Nullable [] metadata,
    List<Subject> subjects,
    byte @Nullable [] wrappedKey) {

  /**
   * A lead for which a piece is sealed.
   *
   * @param wrappedKey null once it has been erased
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Subject(UUID leadId, byte @Nullable [] wrappedKey) {}

  /** What {@link #from} reads, in its order, of an event {@code e}. */
  static final String COLUMNS =
      """
      e.global_index, e.event_identifier, e.natural_key, e.tenant,
      e.aggregate_identifier, e.sequence_number, e.type, e.recorded_at,
      e.payload_type, e.payload_revision, e.payload, e.sealed, e.meta_data, e.subjects,
      case when e.subjects is not null then
        (select array_agg(k.wrapped_key order by subject.place)
           from unnest(e.subjects) with ordinality as subject (id, place)
           left join lead_keys k on k.lead_id = subject.id) end
      """;

  /** About so many bytes an event takes beside what it says. */
  static final int BESIDE = 1024;

  /** How many bytes there are of what it says. */
  int says() {
    return payload.length + (sealed == null ? 0 : sealed.length);
  }

  /** How much memory it takes, roughly. */
  int bytes() {
    return BESIDE + says();
  }

  static Row from(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getObject(5, UUID.class),
        row.getLong(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getString(9),
        row.getInt(10),
        row.getBytes(11),
        row.getBytes(12),
        row.getBytes(13),
        subjects(row.getArray(14), row.getArray(15)),
        row.getBytes(16));
  }

  private static List<Subject> subjects(@Nullable Array leadIds, @Nullable Array keys)
      throws SQLException {
    if (leadIds == null || keys == null) return List.of();
    var ids = (UUID[]) leadIds.getArray();
    var wrapped = (byte[][]) keys.getArray();
    var subjects = new ArrayList<Subject>(ids.length);
    for (int i = 0; i < ids.length; i++) subjects.add(new Subject(ids[i], wrapped[i]));
    return subjects;
  }
}
