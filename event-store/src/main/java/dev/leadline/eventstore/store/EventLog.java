package dev.leadline.eventstore.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** All events in global order, for whoever forwards or counts them. */
public final class EventLog {

  /** What is read at once takes no more than that, or is one event; as JSON, beside what it is. */
  private static final int MOST_BYTES = 16 << 20;

  /** Events that are looked through at once for the leads that they are of. */
  static final int STRETCH = 100_000;

  private final JdbcTemplate jdbc;
  private final EventFeed feed;
  private final PositionsByTime times;

  /** Reads what the event store stored. */
  public EventLog(JdbcTemplate jdbc, EventFeed feed) {
    this.jdbc = jdbc;
    this.feed = feed;
    times = new PositionsByTime(jdbc);
  }

  /**
   * The events that follow a position. It never goes past a place where a transaction that is still
   * open may yet put an event, so a reader that remembers the last position misses nothing.
   *
   * @param position 0 for the first event of all
   * @param limit how many at most; fewer, and at least one, where they are very large
   * @throws UnreadableEvent when the very next event cannot be read; those before a broken one are
   *     returned first
   */
  public List<StoredEvent> readAfter(long position, int limit) {
    var events = new ArrayList<StoredEvent>();
    List<OpenedOnce> following = feed.after(position);
    long bytes = 0;
    while (!following.isEmpty() && events.size() < limit && bytes < MOST_BYTES) {
      List<OpenedOnce> wanted =
          following.subList(0, Math.min(following.size(), limit - events.size()));
      if (!readable(wanted, events)) return events;
      for (OpenedOnce one : wanted) bytes += one.row().says();
      following = feed.after(wanted.getLast().row().position());
    }
    return events;
  }

  /**
   * Part of the events that follow a position.
   *
   * @param events those that are wanted and can be read, in their order
   * @param unreadable those that are wanted and cannot be read
   * @param upTo the position up to which these are all
   */
  public record Stretch(List<StoredEvent> events, List<UnreadableEvent> unreadable, long upTo) {}

  /**
   * The events that follow a position, as far as they are on the streams of some leads; others are
   * not opened. It never goes past a place where a transaction that is still open may yet put an
   * event, and it does go past one that cannot be read, which is told apart.
   *
   * @param position 0 for the first event of all
   * @param enough how many wanted events are enough; very large ones are earlier
   */
  public Stretch stretchAfter(long position, int enough, Predicate<UUID> wanted) {
    var events = new ArrayList<StoredEvent>();
    var unreadable = new ArrayList<UnreadableEvent>();
    long upTo = position;
    long bytes = 0;
    while (bytes < MOST_BYTES) {
      EventFeed.Stretch next = feed.stretch(upTo);
      if (next.upTo() == upTo) break;
      for (OpenedOnce opened : next.events()) {
        if (!wanted.test(opened.row().leadId())) continue;
        if (events.size() + unreadable.size() >= enough)
          return new Stretch(events, unreadable, upTo);
        upTo = opened.row().position();
        bytes += opened.row().says();
        try {
          events.add(opened.event());
        } catch (UnreadableEvent e) {
          unreadable.add(e);
        }
      }
      upTo = next.upTo();
    }
    return new Stretch(events, unreadable, upTo);
  }

  /** Nothing at or before this position can appear any more: the end of what can be followed. */
  public long settledPosition() {
    return feed.settled();
  }

  /**
   * Some of what was recorded about leads.
   *
   * @param more whether something may follow
   */
  public record Part(List<StoredEvent> events, boolean more) {}

  /**
   * What was recorded on the streams of these leads, and about them on the streams of others, in
   * the order of the store.
   *
   * @param after the position before the first event that is wanted; 0 for the first of all
   * @param upTo the last position that is wanted
   * @param limit how many at most; fewer, and at least one, where they are very large
   * @throws UnreadableEvent as {@link #readAfter}
   */
  public Part about(Collection<String> leadIds, long after, long upTo, int limit) {
    List<UUID> leads = leadIds.stream().map(UUID::fromString).toList();
    List<OpenedOnce> found = feed.about(leads, after, upTo, limit + 1);
    List<OpenedOnce> wanted = found.subList(0, Math.min(limit, found.size()));
    var events = new ArrayList<StoredEvent>();
    boolean all = readable(wanted, events);
    boolean cut = !LeadEventRows.areAll(found.stream().map(OpenedOnce::row).toList());
    return new Part(events, !all || cut || found.size() > limit);
  }

  /**
   * An event that this version cannot read.
   *
   * @param why without anything that is in it
   */
  public record Unreadable(long position, String type, int revision, String why) {}

  /**
   * How far a check came.
   *
   * @param position of the last event that was looked at
   * @param head of the newest event that there is
   */
  public record Check(long checked, long position, long head, List<Unreadable> unreadable) {
    public Check {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Opens and reads every event that follows a position, and goes on past those that cannot be
   * read.
   *
   * @param position 0 for the first event of all
   * @param atLeast how many are looked at, if there are so many
   */
  public Check check(long position, int atLeast) {
    var unreadable = new ArrayList<Unreadable>();
    long checked = 0;
    long last = position;
    List<OpenedOnce> following = feed.after(last);
    while (!following.isEmpty()) {
      for (OpenedOnce opened : following) {
        Row row = opened.row();
        try {
          opened.event();
        } catch (UnreadableEvent e) {
          unreadable.add(
              new Unreadable(row.position(), row.payloadType(), row.payloadRevision(), e.why()));
        }
        checked++;
        last = row.position();
      }
      following = checked < atLeast ? feed.after(last) : List.of();
    }
    return new Check(checked, last, Math.max(last, lastPosition()), unreadable);
  }

  /** The position before the first event that was stored at this time or later. */
  public long positionBefore(Instant time) {
    OptionalLong first = times.firstFrom(time);
    return first.isEmpty() ? lastPosition() : first.getAsLong() - 1;
  }

  /** Adds these up to one that cannot be read; whether it came to the end of them. */
  private static boolean readable(List<OpenedOnce> found, List<StoredEvent> events) {
    for (OpenedOnce opened : found) {
      try {
        events.add(opened.event());
      } catch (UnreadableEvent e) {
        if (events.isEmpty()) throw e;
        return false;
      }
    }
    return true;
  }

  /** The position of the newest event that is stored; 0 without any. */
  public long lastPosition() {
    return number("select coalesce(max(global_index), 0) from lead_events");
  }

  /**
   * The last position that was given out, whether or not an event came of it. Nobody has read
   * beyond it, unless the store was set back since.
   */
  public long givenOut() {
    return number(
        "select case when is_called then last_value else 0 end from lead_events_global_index_seq");
  }

  /** How many events there are, counted one by one. */
  public long count() {
    return number("select count(*) from lead_events");
  }

  /** How many events these leads have. */
  public long count(Collection<UUID> leads) {
    return number(
        "select count(*) from lead_events where aggregate_identifier = any(?)",
        (Object) leads.toArray(UUID[]::new));
  }

  /**
   * All events on the streams of these leads, those of each lead in their order, told some at a
   * time: however many there are, they are not in memory at once.
   *
   * @throws UnreadableEvent at one that cannot be read; those before it may have been told
   */
  public void ofLeads(Collection<UUID> leads, Consumer<List<StoredEvent>> told) {
    feed.ofLeads(leads, some -> told.accept(some.stream().map(OpenedOnce::event).toList()));
  }

  /** The leads on whose streams something was recorded about these, which are others. */
  public List<UUID> streamsAbout(Collection<UUID> leads) {
    UUID[] ids = leads.toArray(UUID[]::new);
    return jdbc.queryForList(
        """
        select distinct aggregate_identifier from lead_events
         where subjects && ? and aggregate_identifier <> all(?) order by 1
        """,
        UUID.class,
        ids,
        ids);
  }

  /**
   * The leads with an event at a position or after it, each once.
   *
   * @param tenant of this tenant only; null for all
   */
  public List<UUID> leads(@Nullable String tenant, long from) {
    return from <= 1 ? leads(tenant) : leadsFrom(from, tenant);
  }

  /**
   * A lead gets its key with its first event, and an erasure leaves the row without it: so they are
   * all there, in a table with a short row for each, while events of a tenant are found by nothing
   * but reading all events.
   */
  private List<UUID> leads(@Nullable String tenant) {
    return jdbc.queryForList(
        "select lead_id from lead_keys where ?::text is null or tenant = ? order by 1",
        UUID.class,
        tenant,
        tenant);
  }

  /**
   * In stretches: one question for all that follows would take longer than its answer is waited
   * for.
   */
  private List<UUID> leadsFrom(long from, @Nullable String tenant) {
    var leads = new LinkedHashSet<UUID>();
    long last = lastPosition();
    for (long after = from - 1; after < last; after += STRETCH)
      leads.addAll(
          jdbc.queryForList(
              """
              select distinct aggregate_identifier from lead_events
               where global_index > ? and global_index <= ?
                 and (?::text is null or tenant = ?) order by 1
              """,
              UUID.class,
              after,
              after + STRETCH,
              tenant,
              tenant));
    return List.copyOf(leads);
  }

  /**
   * The position of the first event that was stored at a time or later; where there is none, beyond
   * all.
   */
  public long positionAt(Instant time) {
    return times.firstFrom(time).orElse(Long.MAX_VALUE);
  }

  /** How many erasures there were, in any process: what is kept elsewhere may have to follow. */
  public long erasures() {
    return number("select number from lead_erasures");
  }

  /** The leads that were erased at a time or later. */
  public List<UUID> erasedSince(Instant time) {
    return jdbc.queryForList(
        "select lead_id from lead_keys where erased_at >= ? order by lead_id",
        UUID.class,
        Timestamp.from(time));
  }

  private long number(String query, Object... arguments) {
    Long number = jdbc.queryForObject(query, Long.class, arguments);
    return number == null ? 0 : number;
  }
}
