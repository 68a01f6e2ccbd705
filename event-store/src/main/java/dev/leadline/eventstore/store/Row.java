package dev.leadline.eventstore.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code lead_events}, with the wrapped key of its lead if something in it is sealed.
 *
 * @param wrappedKey null where nothing is sealed, and for a lead that has been erased
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(
    long position,
    UUID eventId,
    @Nullable UUID naturalKey,
    @Nullable Long bodyHash,
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
    byte @Nullable [] wrappedKey) {

  /** What {@link #from} reads, in its order, of an event {@code e}. */
  static final String COLUMNS =
      """
      e.global_index, e.event_identifier, e.natural_key, e.body_hash, e.tenant,
      e.aggregate_identifier, e.sequence_number, e.type, e.recorded_at,
      e.payload_type, e.payload_revision, e.payload, e.sealed, e.meta_data
      """;

  static Row from(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getObject(3, UUID.class),
        row.getObject(4, Long.class),
        row.getString(5),
        row.getObject(6, UUID.class),
        row.getLong(7),
        row.getString(8),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        row.getString(10),
        row.getInt(11),
        row.getBytes(12),
        row.getBytes(13),
        row.getBytes(14),
        row.getBytes(15));
  }
}
