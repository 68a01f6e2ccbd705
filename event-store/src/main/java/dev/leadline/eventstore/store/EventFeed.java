package dev.leadline.eventstore.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * All events in global order, for everybody in this process who follows them. Followers of one
 * store are at nearly the same place at the same time, so what is settled is fetched and opened in
 * pieces of fixed bounds, once for all of them; the newest events, of which more may come, are
 * fetched for each.
 *
 * <p>A piece is forgotten after {@link #KEPT}, so that no opened event stays behind in memory, and
 * all of them with each erasure. For that long a follower in another process may still read what
 * has just been erased, as it could have a moment before; the erasure is the later event, and
 * follows.
 */
public final class EventFeed {

  /**
   * How many positions a piece spans. Small, because Axon's pooled processors pause for 100 ms
   * whenever a fetch overfills the buffer of a segment, which holds 1024 events.
   */
  private static final int PIECE = 200;

  private static final int MOST_PIECES = 64;

  private static final Duration KEPT = Duration.ofSeconds(5);

  private final LeadEventRows rows;
  private final EventCodec codec;
  private final Cache<Long, List<OpenedOnce>> pieces =
      Caffeine.newBuilder().maximumSize(MOST_PIECES).expireAfterWrite(KEPT).build();

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
    long settled = rows.knownSettledPosition();
    while (true) {
      long end = (from / PIECE + 1) * PIECE;
      if (end > settled) settled = rows.settledPosition();
      if (end > settled) return settled > from ? fetch(from, settled) : List.of();
      List<OpenedOnce> piece = piece(end);
      long start = from;
      List<OpenedOnce> following =
          from == end - PIECE
              ? piece
              : piece.stream().filter(event -> event.row().position() > start).toList();
      if (!following.isEmpty()) return following;
      from = end;
    }
  }

  /** Has everything read again. */
  public void forget() {
    pieces.invalidateAll();
  }

  /** What {@link EventLog#about} tells; read for one, and not kept. */
  List<OpenedOnce> about(Collection<UUID> leads, long after, long upTo, int limit) {
    return opened(rows.about(leads, after, upTo, limit));
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
}
