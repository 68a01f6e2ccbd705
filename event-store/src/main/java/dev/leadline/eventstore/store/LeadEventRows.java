package dev.leadline.eventstore.store;

import dev.leadline.eventstore.store.LeadKeys.ForAppend;
import dev.leadline.eventstore.store.LeadKeys.NewKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of lead events: one COPY for each append, one query for each read. */
public final class LeadEventRows {

  private static final String EVENTS =
      """
      lead_events (event_identifier, natural_key, body_mark, tenant, aggregate_identifier,
                   sequence_number, type, recorded_at, payload_type, payload_revision,
                   payload, sealed, meta_data, subjects)
      """;
  private static final int EVENT_COLUMNS = 14;
  private static final String KEYS = "lead_keys (lead_id, tenant, wrapped_key)";
  private static final int KEY_COLUMNS = 3;

  private static final String SELECT =
      "select "
          + Row.COLUMNS
          + """
          , case when e.sealed is not null and e.subjects is null then
              (select k.wrapped_key from lead_keys k where k.lead_id = e.aggregate_identifier) end
            from lead_events e
          """;

  /**
   * How many bytes one query brings, of what events say; the last of them may go beyond. A thousand
   * events are two megabytes, or, where each is a long letter, more than a service has memory.
   */
  static final int MOST_BYTES = 4 << 20;

  /** What an event says, in bytes; nothing of it is read for that. */
  private static final String SAYS = "octet_length(payload) + coalesce(octet_length(sealed), 0)";

  private final JdbcTemplate jdbc;
  private final LeadKeys keys;
  private final EventCodec codec;
  private final BodyMarks marks;
  private volatile long settled;

  /** On the tables that the migrations of this module make. */
  public LeadEventRows(JdbcTemplate jdbc, LeadKeys keys, EventCodec codec, BodyMarks marks) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.codec = codec;
    this.marks = marks;
  }

  /** Needs a transaction: keys and events are stored both or not at all. */
  void append(List<? extends EventMessage<?>> messages) {
    List<Appended> events = messages.stream().map(Appended::from).toList();
    var tenants = new HashMap<UUID, String>();
    var begun = new HashSet<UUID>();
    for (Appended event : events) {
      String tenant = event.metadata().tenant();
      if (event.message().getSequenceNumber() == 0 && begun.add(event.leadId()))
        tenants.putIfAbsent(event.leadId(), tenant);
      for (UUID subject : event.subjects()) tenants.putIfAbsent(subject, tenant);
    }
    ForAppend sealing =
        tenants.isEmpty() ? new ForAppend(Map.of(), List.of()) : keys.forAppend(tenants, begun);
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              announce(connection);
              storeKeys(connection, sealing.made());
              storeEvents(connection, events, sealing.byLead());
              return true;
            });
  }

  private static void announce(Connection connection) throws SQLException {
    try (var announce = connection.prepareStatement("select lead_events_announce()")) {
      announce.execute();
    }
  }

  private static void storeKeys(Connection connection, Collection<NewKey> made)
      throws SQLException {
    if (made.isEmpty()) return;
    try (var copy = new BinaryCopy(connection, KEYS, KEY_COLUMNS)) {
      for (NewKey key : made) copy.row().add(key.leadId()).add(key.tenant()).add(key.wrapped());
      copy.end();
    }
  }

  private void storeEvents(
      Connection connection, List<Appended> events, Map<UUID, SecretKey> keysOfLeads)
      throws SQLException {
    // Writing JSON and sealing it is most of the work here, and events do not wait for each other.
    List<Appended.Bytes> bytes =
        events.parallelStream().map(event -> event.bytes(codec, keysOfLeads, marks)).toList();
    try (var copy = new BinaryCopy(connection, EVENTS, EVENT_COLUMNS)) {
      for (int i = 0; i < events.size(); i++) events.get(i).add(bytes.get(i), copy.row());
      copy.end();
    }
  }

  /**
   * What these leads have, each lead's events in their order. Lead by lead through the index: left
   * to itself PostgreSQL, as long as it has no statistics of a new table, reads all of it.
   */
  List<Row> ofLeads(Collection<UUID> leads) {
    return query(
        "select "
            + Row.COLUMNS
            + """
            , k.wrapped_key
              from unnest(?) as lead (id)
              left join lateral
                (select wrapped_key from lead_keys where lead_id = lead.id limit 1) k on true
             cross join lateral
                (select * from lead_events where aggregate_identifier = lead.id
                  order by sequence_number offset 0) e
            """,
        (Object) leads.toArray(UUID[]::new));
  }

  /**
   * What the first of these leads have, each lead's events in their order, by one query: as many
   * leads as together have no more than so many bytes, and each of them whole.
   *
   * @param mostBytes as {@link Row#bytes} counts them
   * @param leftOut the leads that have no place, with the bytes of each, or of so many of its
   *     events as are too many already
   */
  void ofFirstLeads(
      List<UUID> leads, long mostBytes, Consumer<Row> told, ObjLongConsumer<UUID> leftOut) {
    long mostEvents = mostBytes / Row.BESIDE + 1;
    jdbc.query(
        "select "
            + Row.COLUMNS
            + ", k.wrapped_key, lead.id as asked, case when lead.together > ? then lead.bytes end"
            + " as too_many from (select id, bytes, sum(bytes) over (order by place) as together"
            + " from unnest(?) with ordinality as asked (id, place) cross join lateral (select"
            + " coalesce(sum(says + "
            + Row.BESIDE
            + "), 0)::bigint as bytes from (select "
            + SAYS
            + """
             as says from lead_events where aggregate_identifier = asked.id
                   order by sequence_number limit ?) first_events) size) lead
              left join lateral
                (select wrapped_key from lead_keys where lead_id = lead.id limit 1) k on true
              left join lateral
                (select * from lead_events
                  where aggregate_identifier = lead.id and lead.together <= ?
                  order by sequence_number limit ?) e on true
            """,
        row -> {
          Long tooMany = row.getObject("too_many", Long.class);
          if (tooMany != null) leftOut.accept(row.getObject("asked", UUID.class), tooMany);
          else if (row.getObject(1) != null) told.accept(Row.from(row));
        },
        mostBytes,
        leads.toArray(UUID[]::new),
        mostEvents,
        mostBytes,
        mostEvents);
  }

  /**
   * How much a lead's events are.
   *
   * @param bytes as {@link Row#bytes} counts them
   */
  record Size(UUID leadId, long bytes) {}

  /** How much the events of these leads are; those without any are left out. */
  List<Size> sizes(Collection<UUID> leads) {
    return jdbc.query(
        "select lead.id, sum(e.says + "
            + Row.BESIDE
            + ") from unnest(?) as lead (id) cross join lateral (select "
            + SAYS
            + """
             as says from lead_events where aggregate_identifier = lead.id offset 0) e
            group by lead.id order by lead.id
            """,
        (row, number) -> new Size(row.getObject(1, UUID.class), row.getLong(2)),
        (Object) leads.toArray(UUID[]::new));
  }

  /**
   * The events of a lead from a sequence on, in their order: at least one if there is any, and no
   * more than so many, nor than {@link #MOST_BYTES}.
   */
  List<Row> ofLead(UUID lead, long firstSequence, int limit) {
    return query(
        SELECT
            + "where e.aggregate_identifier = ? and e.sequence_number >= ? and e.sequence_number <="
            + " coalesce((select min(sequence_number) from (select sequence_number, sum("
            + SAYS
            + ") over (order by sequence_number) as bytes from lead_events"
            + " where aggregate_identifier = ? and sequence_number between ? and ?) sized"
            + " where bytes >= ?), ?) order by e.sequence_number",
        lead,
        firstSequence,
        lead,
        firstSequence,
        firstSequence + limit - 1,
        MOST_BYTES,
        firstSequence + limit - 1);
  }

  /**
   * On the streams of these leads, or about them on others, in global order: at least one if there
   * is any, and no more than so many, nor than {@link #MOST_BYTES}.
   */
  List<Row> about(Collection<UUID> leads, long after, long upTo, int limit) {
    UUID[] ids = leads.toArray(UUID[]::new);
    return query(
        SELECT
            + "where e.global_index in (select global_index from (select global_index, sum(says)"
            + " over (order by global_index) - says as before from (select global_index, "
            + SAYS
            + """
             as says from lead_events
                     where global_index in
                         (select global_index from lead_events where aggregate_identifier = any(?)
                          union select global_index from lead_events where subjects && ?)
                       and global_index > ? and global_index <= ?
                     order by global_index limit ?) wanted) sized where before < ?)
            order by e.global_index
            """,
        ids,
        ids,
        after,
        upTo,
        limit,
        MOST_BYTES);
  }

  /** As {@link #settledPosition()} was when it was asked for last; 0 if never. */
  long knownSettledPosition() {
    return settled;
  }

  /** Nothing at or before this position can appear any more. */
  long settledPosition() {
    return settled().position();
  }

  /**
   * How far everything is settled.
   *
   * @param erasures how many there were before, in any process
   */
  record Settled(long position, long erasures) {}

  Settled settled() {
    Settled now =
        jdbc.queryForObject(
            "select lead_events_settled(), (select number from lead_erasures)",
            (row, number) -> new Settled(row.getLong(1), row.getLong(2)));
    if (now == null) throw new IllegalStateException("lead_events_settled() said nothing");
    settled = now.position();
    return now;
  }

  /**
   * The events after a position up to a last one, in global order, or the first of them: no more
   * than {@link #MOST_BYTES}.
   */
  List<Row> between(long position, long last) {
    return query(
        SELECT
            + "where e.global_index > ? and e.global_index <= ? and e.global_index <="
            + " coalesce((select min(global_index) from (select global_index, sum("
            + SAYS
            + ") over (order by global_index) as bytes from lead_events"
            + " where global_index > ? and global_index <= ?) sized"
            + " where bytes >= ?), ?) order by e.global_index",
        position,
        last,
        position,
        last,
        MOST_BYTES,
        last);
  }

  /** Whether these are all that were asked for, and not cut for being large. */
  static boolean areAll(List<Row> rows) {
    long bytes = 0;
    for (Row row : rows) bytes += row.says();
    return bytes < MOST_BYTES;
  }

  private List<Row> query(String query, Object... arguments) {
    return jdbc.query(query, (resultSet, number) -> Row.from(resultSet), arguments);
  }
}
