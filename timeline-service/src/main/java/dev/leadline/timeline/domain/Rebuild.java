package dev.leadline.timeline.domain;

import dev.leadline.events.channel.ChannelEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A read model that is projected anew, or part of it, as it is told to operators and kept while it
 * runs.
 *
 * @param projection what readers call the read model
 * @param askedBy tenant whose member asked for it, and which is told of its end
 * @param generation the copy that is filled
 * @param position up to which event it is filled
 * @param target the newest event there was when it was looked last
 * @param events how many were projected
 * @param eventsPerSecond how fast; 0 when it does not project
 * @param secondsLeft until it has caught up, at this speed; null when nothing can be said
 */
public record Rebuild(
    String id,
    String projection,
    State state,
    Scope scope,
    Plan plan,
    String askedBy,
    int generation,
    long position,
    long target,
    long events,
    double eventsPerSecond,
    @Nullable Long secondsLeft,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Comparison comparison,
    @Nullable String failure) {

  public Rebuild {
    askedBy = askedBy == null ? ChannelEvent.DEFAULT_TENANT : askedBy;
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    PAUSED,
    COMPARING,
    SWITCHING,
    DONE,
    FAILED,
    CANCELED;

    /** Whether nothing more will happen. */
    public boolean isEnd() {
      return this == DONE || this == FAILED || this == CANCELED;
    }
  }

  /** What an operator wants of a rebuild that runs. */
  public enum Wish {
    PAUSE,
    RESUME,
    CANCEL
  }

  /**
   * What was asked of it since the last time.
   *
   * @param eventsPerSecond not faster than this from now on; 0 for as fast as it goes
   */
  public record Asked(@Nullable Wish wish, @Nullable Long eventsPerSecond) {}

  /**
   * Of which leads; all nulls are all leads.
   *
   * @param fromPosition leads with an event at this position of the store or after it
   * @param fromTime leads with an event that was stored then or later
   */
  public record Scope(
      @Nullable String tenant,
      @Nullable String leadId,
      @Nullable Long fromPosition,
      @Nullable Instant fromTime) {

    /** Everything. */
    public static final Scope WHOLE = new Scope(null, null, null, null);

    /** Whether no lead is left out. */
    public boolean isWhole() {
      return equals(WHOLE);
    }
  }

  /**
   * What is to be done.
   *
   * @param dryRun nothing but to count
   * @param compareOnly fill and compare, and throw away
   * @param rollback back to the generation that was live before
   * @param eventsPerSecond not faster than this; 0 for as fast as it goes
   */
  public record Plan(boolean dryRun, boolean compareOnly, boolean rollback, long eventsPerSecond) {}

  /**
   * What was found different. Of a rebuild of all leads the counts are the store's estimates, as
   * they were when it had compared; of one with a scope, the documents of the leads in it, counted
   * as they were compared.
   *
   * @param liveCount documents that readers see
   * @param newCount documents that the history gives
   * @param differing documents that are not the same, or only on one side
   */
  public record Comparison(
      long liveCount, long newCount, long differing, List<Difference> firstDifferences) {

    /** An empty list is not stored, and comes back as none at all. */
    public Comparison {
      firstDifferences = firstDifferences == null ? List.of() : List.copyOf(firstDifferences);
    }
  }

  /**
   * Where one document, as readers see it, and as history gives it, differ: a JSON object of places
   * on each side, without a word of what a lead has said; null where there is no document.
   */
  public record Difference(String id, @Nullable String live, @Nullable String rebuilt) {}

  /** The same in another state. */
  public Rebuild in(State now) {
    return new Rebuild(
        id,
        projection,
        now,
        scope,
        plan,
        askedBy,
        generation,
        position,
        target,
        events,
        0,
        null,
        startedAt,
        finishedAt,
        comparison,
        failure);
  }

  /** The same, not faster than this from now on. */
  public Rebuild throttled(long most) {
    return new Rebuild(
        id,
        projection,
        state,
        scope,
        new Plan(plan.dryRun(), plan.compareOnly(), plan.rollback(), most),
        askedBy,
        generation,
        position,
        target,
        events,
        eventsPerSecond,
        secondsLeft,
        startedAt,
        finishedAt,
        comparison,
        failure);
  }

  /** The same, further on. */
  public Rebuild at(long reached, long newest, long more, double rate) {
    double left = rate <= 0 ? -1 : Math.max(0, newest - reached) / rate;
    return new Rebuild(
        id,
        projection,
        state,
        scope,
        plan,
        askedBy,
        generation,
        reached,
        newest,
        events + more,
        rate,
        left < 0 ? null : Math.round(left),
        startedAt,
        finishedAt,
        comparison,
        failure);
  }

  /** The same with what was found. */
  public Rebuild with(Comparison found) {
    return new Rebuild(
        id,
        projection,
        state,
        scope,
        plan,
        askedBy,
        generation,
        position,
        target,
        events,
        0,
        null,
        startedAt,
        finishedAt,
        found,
        failure);
  }

  /** The end of it. */
  public Rebuild ended(State end, Instant at, @Nullable String why) {
    return new Rebuild(
        id,
        projection,
        end,
        scope,
        plan,
        askedBy,
        generation,
        position,
        target,
        events,
        0,
        null,
        startedAt,
        at,
        comparison,
        why);
  }
}
