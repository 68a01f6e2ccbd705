package dev.leadline.eventstore.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All events in global order, for everybody in this process who follows them. Followers of one
 * store are at nearly the same place at the same time, so every event is fetched and opened once
 * for all of them: history in pieces of fixed bounds, and the newest events, of which more may
 * come, in one stretch that grows at its end.
 *
 * <p>Both are forgotten after {@link #KEPT}, so that no opened event stays behind in memory, and
 * with each erasure; who reads the newest events sees those of other processes at once. A follower
 * far behind, in another process, may for that long still read what has just been erased, as it
 * could have a moment before; the erasure is the later event, and follows.
 */
public final class EventFeed {

  /** How many positions a piece spans. */
  private static final int PIECE = 1000;

  private static final int MOST_PIECES = 24;

  private static final Duration KEPT = Duration.ofSeconds(5);

  private final LeadEventRows rows;
  private final EventCodec codec;
  private final Newest newest = new Newest();
  private final AtomicLong erasures = new AtomicLong();
  private final Cache<Long, List<OpenedOnce>> pieces =
      Caffeine.newBuilder().maximumSize(MOST_PIECES).expireAfterWrite(KEPT).build();

  /**
   * Events that follow each other.
   *
   * @param upTo the position up to which these are all; there may be none
   */
  record Stretch(List<OpenedOnce> events, long upTo) {}

  /** Reads the rows and opens them. */
  public EventFeed(LeadEventRows rows, EventCodec codec) {
    this.rows = rows;
    this.codec = codec;
  }

  /**
   * Some of the events that follow a position, in their order, at least one if there is any; never
   * past a place where a transaction that is still open may yet put an event.
   *
   * @param position 0 for the first event of all
   */
  List<OpenedOnce> after(long position) {
    long from = position;
    while (true) {
      Stretch next = stretch(from);
      if (!next.events().isEmpty() || next.upTo() == from) return next.events();
      from = next.upTo();
    }
  }

  /**
   * As {@link #after}, but it may be a stretch of positions that were never used.
   *
   * @return a stretch that ends where it begins when there is nothing more as yet
   */
  Stretch stretch(long position) {
    long settled = rows.knownSettledPosition();
    long end = (position / PIECE + 1) * PIECE;
    if (end > settled) settled = settled();
    if (end > settled)
      return settled > position
          ? newest.after(position, settled)
          : new Stretch(List.of(), position);
    return new Stretch(following(piece(end), position), end);
  }

  private static List<OpenedOnce> following(List<OpenedOnce> events, long position) {
    if (events.isEmpty() || events.getFirst().row().position() > position) return events;
    return events.stream().filter(event -> event.row().position() > position).toList();
  }

  /** Nothing at or before this position can appear any more. */
  long settled() {
    LeadEventRows.Settled now = rows.settled();
    if (erasures.getAndSet(now.erasures()) != now.erasures()) forget();
    return now.position();
  }

  /** Has everything read again. */
  public void forget() {
    pieces.invalidateAll();
    newest.forget();
  }

  /** What {@link EventLog#about} tells; read for one, and not kept. */
  List<OpenedOnce> about(Collection<UUID> leads, long after, long upTo, int limit) {
    return opened(rows.about(leads, after, upTo, limit));
  }

  /** All events on the streams of these leads; read for one, and not kept. */
  List<OpenedOnce> ofLeads(Collection<UUID> leads) {
    return opened(rows.ofLeads(leads));
  }

  /** Who comes while another fetches the same piece waits for it. */
  private List<OpenedOnce> piece(long end) {
    return pieces.get(end, _ -> fetch(end - PIECE, end));
  }

  private List<OpenedOnce> fetch(long after, long last) {
    return opened(rows.between(after, last));
  }

  private List<OpenedOnce> opened(List<Row> found) {
    return found.stream().map(row -> new OpenedOnce(row, codec)).toList();
  }

  /** The end of history as it was fetched last; who comes while another fetches waits for it. */
  private final class Newest {

    private final List<OpenedOnce> events = new ArrayList<>();
    private long from;
    private long upTo;
    private long fetchedAt = System.nanoTime();

    synchronized Stretch after(long position, long settled) {
      if (position < from || position > upTo || isOld()) startAt(position);
      if (settled > upTo) {
        events.addAll(fetch(upTo, settled));
        upTo = settled;
        fetchedAt = System.nanoTime();
      }
      var found = new Stretch(List.copyOf(following(events, position)), upTo);
      if (events.size() > 2 * PIECE) {
        List<OpenedOnce> oldest = events.subList(0, PIECE);
        from = oldest.getLast().row().position();
        oldest.clear();
      }
      return found;
    }

    private boolean isOld() {
      return System.nanoTime() - fetchedAt > KEPT.toNanos();
    }

    private void startAt(long position) {
      events.clear();
      from = position;
      upTo = position;
    }

    synchronized void forget() {
      startAt(0);
    }
  }
}
