package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadChange;
import dev.leadline.gateway.domain.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells every follower what of which leads changed. Publishing never waits: what a follower has not
 * taken yet is kept for it, one change of each kind for each lead, up to a bound; whoever is
 * further behind is cut off and has to start over with a fresh look.
 */
public final class ChangeStream implements AutoCloseable {

  /** Where changes are read; each is read for itself, and told when it is read. */
  public enum Source {
    /** Rows, after the index has them. */
    ROWS(""),
    /** Timelines. */
    TIMELINES("t");

    private final String prefix;

    Source(String prefix) {
      this.prefix = prefix;
    }

    /** The name of a partition among those of all sources. */
    String partition(int number) {
      return prefix + number;
    }
  }

  private final Set<ChangeFollower> followers = ConcurrentHashMap.newKeySet();
  private final int mostFollowers;
  private final int mostPending;
  private final AtomicLong cutOff = new AtomicLong();
  private final RecentChanges recent = new RecentChanges();
  private volatile String position = "";
  private volatile boolean closed;

  /**
   * A stream without followers.
   *
   * @param mostPending changes that a follower may be behind
   */
  public ChangeStream(int mostFollowers, int mostPending) {
    this.mostFollowers = mostFollowers;
    this.mostPending = mostPending;
  }

  /**
   * Starts to follow; null when there are too many followers already.
   *
   * @param leadId null for all leads of the tenant
   */
  public @Nullable ChangeFollower follow(String tenant, @Nullable String leadId) {
    return follow(tenant, leadId, null);
  }

  /**
   * The same from where somebody was before: what changed since comes at once, or the news that it
   * is not known any more.
   *
   * @param after the position that came with the last changes, or that what they have was made at;
   *     null to begin now
   */
  public synchronized @Nullable ChangeFollower follow(
      String tenant, @Nullable String leadId, @Nullable String after) {
    if (closed || followers.size() >= mostFollowers) return null;
    var follower = new ChangeFollower(tenant, leadId, mostPending, this::leave);
    if (after != null) follower.begins(recent.after(after), recent.position());
    followers.add(follower);
    if (closed) follower.close();
    return follower;
  }

  /**
   * Begins to read a source, or goes on with it.
   *
   * @param newest the offset that each partition will give to what comes next
   * @return from where: nobody waits for what was before the first time
   */
  public synchronized Positions begin(Source source, Map<Integer, Long> newest) {
    boolean isNew = recent.isNew(source, newest.keySet());
    Positions from = recent.begin(source, newest);
    position = recent.position();
    // Who came before has not been told what it said until now.
    if (isNew) followers.forEach(follower -> follower.startOver(position));
    return from;
  }

  /**
   * Tells everybody.
   *
   * @param upTo the first offset after these changes, of the partitions that they are of
   */
  public synchronized void publish(
      List<? extends LeadChange> changes, Source source, Positions upTo) {
    recent.add(changes, source, upTo);
    String toldTo = recent.position();
    for (ChangeFollower follower : followers) follower.offer(changes, toldTo);
    position = toldTo;
  }

  /**
   * Up to where everybody has been told, and may read it. What is made after this was asked holds
   * all of that; who follows from here is told of the rest.
   */
  public String position() {
    return position;
  }

  private void leave(ChangeFollower follower, boolean tooSlow) {
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
    new ArrayList<>(followers).forEach(ChangeFollower::close);
  }
}
