package dev.leadline.eventstore.store;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.LeadKeys.ForAppend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of lead events: one COPY for each append, one query for each read. */
public final class LeadEventRows {

  private static final String COPY_EVENTS =
      """
      copy lead_events (event_identifier, natural_key, body_hash, tenant, aggregate_identifier,
                        sequence_number, type, recorded_at, payload_type, payload_revision,
                        payload, sealed, meta_data)
      from stdin (format binary)
      """;
  private static final String COPY_KEYS =
      "copy lead_keys (lead_id, tenant, wrapped_key) from stdin (format binary)";

  private final JdbcTemplate jdbc;
  private final LeadKeys keys;
  private final EventCodec codec;
  private volatile long settled;

  /** On the tables that the migrations of this module make. */
  public LeadEventRows(JdbcTemplate jdbc, LeadKeys keys, EventCodec codec) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.codec = codec;
  }

  private record Appended(
      DomainEventMessage<?> message,
      UUID leadId,
      UUID eventId,
      EventMetadata metadata,
      EventCodec.Encoded encoded) {}

  /** Needs a transaction: keys and events are stored both or not at all. */
  void append(List<DomainEventMessage<?>> messages) {
    var events = new ArrayList<Appended>(messages.size());
    var tenants = new HashMap<UUID, String>();
    var begun = new HashSet<UUID>();
    for (DomainEventMessage<?> message : messages) {
      Appended event = appended(message);
      events.add(event);
      if (message.getSequenceNumber() == 0) begun.add(event.leadId());
      if (message.getSequenceNumber() == 0 || event.encoded().personal() != null)
        tenants.putIfAbsent(event.leadId(), event.metadata().tenant());
    }
    ForAppend sealing =
        tenants.isEmpty() ? new ForAppend(Map.of(), List.of()) : keys.forAppend(tenants, begun);
    BinaryCopy newKeys = new BinaryCopy(3);
    for (LeadKeys.NewKey key : sealing.made())
      newKeys.row().add(key.leadId()).add(key.tenant()).add(key.wrapped());
    BinaryCopy rows = new BinaryCopy(13);
    for (Appended event : events) add(event, sealing.byLead().get(event.leadId()), rows);

    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (var announce = connection.prepareStatement("select lead_events_announce()")) {
                announce.execute();
              }
              if (!sealing.made().isEmpty()) newKeys.send(connection, COPY_KEYS);
              rows.send(connection, COPY_EVENTS);
              return true;
            });
  }

  private Appended appended(DomainEventMessage<?> message) {
    if (!(message.getPayload() instanceof LeadEvent event))
      throw new IllegalArgumentException(
          "Only lead events are stored here, no " + message.getPayloadType().getName());
    var metadata = EventMetadata.of(message.getMetaData());
    UUID given = metadata.eventId();
    return new Appended(
        message,
        UUID.fromString(message.getAggregateIdentifier()),
        given == null ? UUID.fromString(message.getIdentifier()) : given,
        metadata,
        codec.encode(event));
  }

  private static void add(Appended event, @Nullable SecretKey key, BinaryCopy rows) {
    EventCodec.Encoded encoded = event.encoded();
    byte[] personal = encoded.personal();
    rows.row()
        .add(event.eventId())
        .add(event.metadata().naturalKey())
        .add(event.metadata().bodyHash())
        .add(event.metadata().tenant())
        .add(event.leadId())
        .add(Long.valueOf(event.message().getSequenceNumber()))
        .add(event.message().getType())
        .add(event.message().getTimestamp())
        .add(encoded.name().name())
        .add(encoded.name().revision())
        .add(encoded.payload())
        // Without key the lead has been erased, and nothing personal of it is stored again.
        .add(
            personal == null || key == null
                ? null
                : EventCodec.seal(personal, key, event.leadId(), event.eventId()))
        .add(MessageMetadata.encode(event.message().getMetaData()));
  }

  /** Everything that these leads have, each lead's events in their order. */
  List<Row> ofLeads(Collection<UUID> leads) {
    return query(
        "where e.aggregate_identifier = any(?) order by e.aggregate_identifier, e.sequence_number",
        (Object) leads.toArray(UUID[]::new));
  }

  List<Row> ofLead(UUID lead, long firstSequence, int limit) {
    return query(
        "where e.aggregate_identifier = ? and e.sequence_number >= ? order by e.sequence_number"
            + " limit ?",
        lead,
        firstSequence,
        limit);
  }

  /**
   * The next events in global order; never past one that is yet to be committed. Rows up to a
   * position that is known to be settled are read without asking again.
   */
  List<Row> after(long position, int limit) {
    long known = settled;
    if (known > position) {
      List<Row> rows = between(position, known, limit);
      if (rows.size() == limit) return rows;
    }
    long now = settledPosition();
    return now > position ? between(position, now, limit) : List.of();
  }

  /** Nothing at or before this position can appear any more. */
  long settledPosition() {
    Long now = jdbc.queryForObject("select lead_events_settled()", Long.class);
    if (now == null) throw new IllegalStateException("lead_events_settled() said nothing");
    if (now > settled) settled = now;
    return now;
  }

  private List<Row> between(long position, long last, int limit) {
    return query(
        "where e.global_index > ? and e.global_index <= ? order by e.global_index limit ?",
        position,
        last,
        limit);
  }

  private List<Row> query(String condition, Object... arguments) {
    return jdbc.query(
        Row.SELECT + condition, (resultSet, number) -> Row.from(resultSet), arguments);
  }
}
