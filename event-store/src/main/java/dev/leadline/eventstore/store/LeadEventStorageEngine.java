package dev.leadline.eventstore.store;

import dev.leadline.events.lead.LeadEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What Axon asks of a place for events, on the table of lead events. It implements Axon's interface
 * and extends none of its engines: rows become records by their wire name, so there is no
 * serializer to configure wrongly; a position is final once it is read ({@link EventFeed#after}),
 * so tokens are plain numbers, without gaps to remember; and there are no snapshots.
 */
public final class LeadEventStorageEngine implements EventStorageEngine {

  private static final int LEAD_FETCH = 2_000;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final LeadEventRows rows;
  private final EventCodec codec;
  private final EventFeed feed;

  /** Appends take part in the current transaction, or are one of their own. */
  public LeadEventStorageEngine(
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      LeadEventRows rows,
      EventCodec codec,
      EventFeed feed) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.rows = rows;
    this.codec = codec;
    this.feed = feed;
  }

  /**
   * Stores all of these events or none.
   *
   * @throws ConcurrencyException when an event id, a natural key or a place in a lead's stream is
   *     already taken
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) return;
    Conflicts.translated(
        () -> {
          transaction.executeWithoutResult(status -> rows.append(events));
          return events;
        });
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("Leads have no snapshots");
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String leadId) {
    return Optional.empty();
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return Fetches.<OpenedOnce>stream(
            last -> feed.after(last == null ? positionOf(token) : last.row().position()),
            List::isEmpty)
        .map(this::tracked);
  }

  @Override
  public DomainEventStream readEvents(String leadId, long firstSequence) {
    UUID lead = leadId(leadId);
    if (lead == null) return DomainEventStream.empty();
    return DomainEventStream.of(
        Fetches.<Row>stream(
                last ->
                    rows.ofLead(
                        lead, last == null ? firstSequence : last.sequence() + 1, LEAD_FETCH),
                fetched -> fetched.size() < LEAD_FETCH && LeadEventRows.areAll(fetched))
            .map(row -> message(row, codec.event(row))));
  }

  /**
   * Streams of leads.
   *
   * @param whole by lead, all of its events; none of a lead that nobody knows
   * @param leftOut by lead, how many bytes its events take that are too many
   */
  record Streams(Map<String, List<DomainEventMessage<?>>> whole, Map<String, Long> leftOut) {}

  /**
   * The streams of the first of these leads by one query, as many as together take no more than so
   * many bytes.
   */
  Streams readStreams(List<String> leadIds, long mostBytes) {
    var found = new Streams(new HashMap<>(), new HashMap<>());
    var leads = new ArrayList<UUID>(leadIds.size());
    for (String id : leadIds) {
      UUID lead = leadId(id);
      found.whole().put(id, new ArrayList<>());
      if (lead != null) leads.add(lead);
    }
    if (leads.isEmpty()) return found;
    rows.ofFirstLeads(
        leads,
        mostBytes,
        row -> {
          DomainEventMessage<?> message = message(row, codec.event(row));
          found
              .whole()
              .computeIfAbsent(message.getAggregateIdentifier(), _ -> new ArrayList<>())
              .add(message);
        },
        (lead, bytes) -> found.leftOut().put(lead.toString(), bytes));
    found.whole().keySet().removeAll(found.leftOut().keySet());
    return found;
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String leadId) {
    UUID lead = leadId(leadId);
    return lead == null
        ? Optional.empty()
        : Optional.ofNullable(
            jdbc.queryForObject(
                "select max(sequence_number) from lead_events where aggregate_identifier = ?",
                Long.class,
                lead));
  }

  /** Before the first event. */
  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  /** After the last event that nothing can precede any more. */
  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(rows.settledPosition());
  }

  @Override
  public TrackingToken createTokenAt(Instant at) {
    long head = rows.settledPosition();
    OptionalLong first = new PositionsByTime(jdbc).firstFrom(at);
    return new GlobalSequenceTrackingToken(
        first.isEmpty() ? head : Math.min(head, first.getAsLong() - 1));
  }

  List<OpenedOnce> eventsAfter(long position) {
    return feed.after(position);
  }

  TrackedEventMessage<?> tracked(OpenedOnce opened) {
    Row row = opened.row();
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(row.position()), message(row, opened.event().event()));
  }

  private static DomainEventMessage<Object> message(Row row, LeadEvent event) {
    return new GenericDomainEventMessage<>(
        row.type(),
        row.leadId().toString(),
        row.sequence(),
        new GenericMessage<Object>(row.eventId().toString(), event, MessageMetadata.of(row)),
        row.recordedAt());
  }

  static long positionOf(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElse(0);
  }

  /** Lead ids are UUIDs; whatever else somebody asks for has no events. */
  static @Nullable UUID leadId(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
