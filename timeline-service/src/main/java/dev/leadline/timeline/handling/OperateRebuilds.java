package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Plan;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.Wish;
import java.util.List;
import java.util.Optional;

/** What operators may do with read models. */
public interface OperateRebuilds {

  /** What becomes of a wish. */
  sealed interface Answer {}

  /** It is on its way. */
  record Accepted(Rebuild rebuild) implements Answer {}

  /** There is no such read model, or no such rebuild. */
  record Unknown(String what) implements Answer {}

  /** One of the same read model is running. */
  record AlreadyRunning(String projection) implements Answer {}

  /** It cannot be done with this read model, or with this rebuild as it is. */
  record NotPossible(String why) implements Answer {}

  /** How far a read model is, and which generation is seen. */
  record View(
      String name,
      long position,
      long head,
      long lagEvents,
      double lagSeconds,
      double eventsPerSecond,
      int generation,
      @org.jspecify.annotations.Nullable Integer previousGeneration,
      @org.jspecify.annotations.Nullable String trouble) {}

  List<View> projections();

  /**
   * Begins one.
   *
   * @param tenant whose member asks
   */
  Answer begin(String projection, Scope scope, Plan plan, String tenant);

  List<Rebuild> rebuilds();

  Optional<Rebuild> find(String id);

  Answer ask(String id, Wish wish);

  /**
   * How fast one that runs may go from now on.
   *
   * @param eventsPerSecond 0 for as fast as it goes
   */
  Answer throttle(String id, long eventsPerSecond);

  /** Back to the generation that was seen before this rebuild. */
  Answer rollback(String id, String tenant);
}
