package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadChange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One reader of a {@link ChangeStream}, and what it has not taken yet. */
public final class ChangeFollower implements AutoCloseable {

  /** What a follower finds. */
  public sealed interface Next {}

  /**
   * What changed.
   *
   * @param position up to where everything had been told with them
   */
  public record Changes(List<LeadChange> changes, String position) implements Next {}

  /** What happened since it was here is not known any more: it has to look anew. */
  public record StartOver() implements Next {}

  /** Nothing happened for a while. */
  public record Quiet() implements Next {}

  /** There is nothing more to come: cut off for being too slow, or the server stops. */
  public record Ended(boolean tooSlow) implements Next {}

  /** A newer change of the same kind and lead takes the place of an older one. */
  private record Change(Class<? extends LeadChange> kind, String leadId) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Change, LeadChange> pending = new LinkedHashMap<>();
  private final String tenant;
  private final @Nullable String leadId;
  private final int mostPending;
  private final BiConsumer<ChangeFollower, Boolean> leave;
  private String position = "";
  private boolean tooSlow;
  private boolean over;
  private boolean ended;

  ChangeFollower(
      String tenant,
      @Nullable String leadId,
      int mostPending,
      BiConsumer<ChangeFollower, Boolean> leave) {
    this.tenant = tenant;
    this.leadId = leadId;
    this.mostPending = mostPending;
    this.leave = leave;
  }

  /**
   * Begins where it was before.
   *
   * @param missed what happened since; null when that is not known any more
   */
  void begins(@Nullable List<LeadChange> missed, String toldTo) {
    if (missed != null) missed.forEach(this::keep);
    position = toldTo;
    over = missed == null || pending.size() > mostPending;
    if (over) pending.clear();
  }

  private void keep(LeadChange change) {
    if (tenant.equals(change.tenant()) && (leadId == null || leadId.equals(change.leadId())))
      pending.put(new Change(change.getClass(), change.leadId()), change);
  }

  /** What happened until now is not known. */
  void startOver(String toldTo) {
    lock.lock();
    try {
      pending.clear();
      position = toldTo;
      over = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void offer(List<? extends LeadChange> changes, String toldTo) {
    lock.lock();
    try {
      if (ended) return;
      changes.forEach(this::keep);
      position = toldTo;
      if (pending.size() > mostPending) {
        tooSlow = true;
        end();
      } else if (!pending.isEmpty()) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for changes; an interrupted wait is an end. */
  public Next next(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (pending.isEmpty() && !over && !ended && left > 0) left = changed.awaitNanos(left);
      if (ended) return new Ended(tooSlow);
      if (over) {
        over = false;
        return new StartOver();
      }
      if (pending.isEmpty()) return new Quiet();
      var changes = new Changes(List.copyOf(pending.values()), position);
      pending.clear();
      return changes;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ended(false);
    } finally {
      lock.unlock();
    }
  }

  /** Lets a moment pass, so that changes which come close together are told together. */
  public void gather(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!ended && left > 0) left = changed.awaitNanos(left);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    ended = true;
    pending.clear();
    changed.signalAll();
    leave.accept(this, tooSlow);
  }
}
