package dev.leadline.eventstore.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

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

  /** A few dozen pieces of ordinary events, or a few of very large ones; opened they take more. */
  private static final int MOST_BYTES = 32 << 20;

  /** The newest events take no more than that. */
  private static final int MOST_BYTES_OF_NEWEST = 8 << 20;

  private static final Duration KEPT = Duration.ofSeconds(5);

  private final LeadEventRows rows;
  private final EventCodec codec;
  private final Newest newest = new Newest();
  private final AtomicLong erasures = new AtomicLong();
  private final Cache<Long, Stretch> pieces =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Long _, Stretch piece) -> piece.bytes())
          .expireAfterWrite(KEPT)
          .build();

  /**
   * Events that follow each other.
   *
   * @param upTo the position up to which these are all; there may be none
   */
  record Stretch(List<OpenedOnce> events, long upTo) {
    int bytes() {
      return events.stream().mapToInt(one -> one.row().bytes()).sum();
    }
  }

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
   * As {@link #after}, but it may be a stretch of positions that were never used. What is too large
   * to be in memory at once comes in several stretches.
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
    Stretch piece = piece(end);
    return position < piece.upTo()
        ? new Stretch(following(piece.events(), position), piece.upTo())
        : fetch(position, end);
  }

  private static List<OpenedOnce> following(List<OpenedOnce> events, long position) {
    if (events.isEmpty() || events.getFirst().row().position() > position) return events;
    return events.stream().filter(event -> event.row().position() > position).toList();
  }

  /** Nothing at or before this position can appear any more. */
  long settled() {
    long before = rows.knownSettledPosition();
    LeadEventRows.Settled now = rows.settled();
    boolean isSetBack = now.position() < before;
    if (erasures.getAndSet(now.erasures()) != now.erasures() || isSetBack) forget();
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

  /**
   * All events on the streams of these leads, told piece by piece, those of each lead in their
   * order; read for one, and not kept.
   */
  void ofLeads(Collection<UUID> leads, Consumer<List<OpenedOnce>> told) {
    var together = new ArrayList<UUID>();
    long bytes = 0;
    for (LeadEventRows.Size lead : rows.sizes(leads)) {
      if (bytes + lead.bytes() > LeadEventRows.MOST_BYTES && !together.isEmpty()) {
        told.accept(opened(rows.ofLeads(together)));
        together.clear();
        bytes = 0;
      }
      if (lead.bytes() > LeadEventRows.MOST_BYTES) {
        inPieces(lead.leadId(), told);
      } else {
        together.add(lead.leadId());
        bytes += lead.bytes();
      }
    }
    if (!together.isEmpty()) told.accept(opened(rows.ofLeads(together)));
  }

  private void inPieces(UUID lead, Consumer<List<OpenedOnce>> told) {
    List<Row> next = rows.ofLead(lead, 0, PIECE);
    while (!next.isEmpty()) {
      told.accept(opened(next));
      next = rows.ofLead(lead, next.getLast().sequence() + 1, PIECE);
    }
  }

  /** Who comes while another fetches the same piece waits for it. */
  private Stretch piece(long end) {
    return pieces.get(end, _ -> fetch(end - PIECE, end));
  }

  /** As many as may be in memory at once. */
  private Stretch fetch(long after, long last) {
    List<Row> found = rows.between(after, last);
    return new Stretch(
        opened(found), LeadEventRows.areAll(found) ? last : found.getLast().position());
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
        Stretch more = fetch(upTo, settled);
        events.addAll(more.events());
        upTo = more.upTo();
        fetchedAt = System.nanoTime();
      }
      var found = new Stretch(List.copyOf(following(events, position)), upTo);
      if (found.bytes() > MOST_BYTES_OF_NEWEST) {
        startAt(upTo);
      } else if (events.size() > 2 * PIECE) {
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
