package dev.leadline.gateway.handling;

import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells every follower which rows changed. Publishing never waits: what a follower has not taken
 * yet is kept for it, one change for each lead, up to a bound; whoever is further behind is cut off
 * and has to start over with a fresh look at the list.
 */
public final class RowStream implements AutoCloseable {

  private final Set<RowFollower> followers = ConcurrentHashMap.newKeySet();
  private final int mostFollowers;
  private final int mostPending;
  private final AtomicLong cutOff = new AtomicLong();
  private final RecentChanges recent = new RecentChanges();
  private volatile boolean closed;

  /**
   * A stream without followers.
   *
   * @param mostPending leads that a follower may be behind
   */
  public RowStream(int mostFollowers, int mostPending) {
    this.mostFollowers = mostFollowers;
    this.mostPending = mostPending;
  }

  /**
   * Starts to follow; null when there are too many followers already.
   *
   * @param leadId null for all leads of the tenant
   */
  public @Nullable RowFollower follow(String tenant, @Nullable String leadId) {
    return follow(tenant, leadId, null);
  }

  /**
   * The same from where somebody was before: what changed since comes at once, or the news that it
   * is not known any more.
   *
   * @param after the position that came with the last changes; null to begin now
   */
  public synchronized @Nullable RowFollower follow(
      String tenant, @Nullable String leadId, @Nullable String after) {
    if (closed || followers.size() >= mostFollowers) return null;
    var follower = new RowFollower(tenant, leadId, mostPending, this::leave);
    followers.add(follower);
    if (after != null) {
      List<RowChanged> missed = recent.after(after);
      if (missed == null) follower.startsOver();
      else follower.offer(missed, after);
    }
    if (closed) follower.close();
    return follower;
  }

  /** From where changes are going to be told. */
  synchronized void beginsAt(Positions positions) {
    recent.begin(positions.next());
  }

  /**
   * Tells everybody.
   *
   * @param position where the topic has been read to, with these changes
   */
  public synchronized void publish(List<RowChanged> changes, String position) {
    recent.add(changes, position);
    for (RowFollower follower : followers) follower.offer(changes, position);
  }

  private void leave(RowFollower follower, boolean tooSlow) {
    if (followers.remove(follower) && tooSlow) cutOff.incrementAndGet();
  }

  /** How many were cut off since the start. */
  public long cutOff() {
    return cutOff.get();
  }

  /** How many follow now. */
  public int followers() {
    return followers.size();
  }

  /** Ends every follower, so that a stopping server need not wait for them. */
  @Override
  public void close() {
    closed = true;
    new ArrayList<>(followers).forEach(RowFollower::close);
  }
}
