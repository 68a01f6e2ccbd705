package dev.leadline.gateway.handling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exports that this gateway writes, or will when it is their turn, each with the leads that
 * were erased since it was begun: its list is from before. How a job ends is decided under the same
 * lock, so that an erasure either is known to the decision or finds the file that came of it.
 */
final class UnderWay {

  /** One beginning of a job, which may have begun before. */
  static final class Turn {
    private final UUID id;
    private final UUID file = UUID.randomUUID();
    private final Set<String> erased = new HashSet<>();

    private Turn(UUID id) {
      this.id = id;
    }

    UUID id() {
      return id;
    }

    /** Nobody else writes into it, not even an earlier beginning of the same job. */
    UUID file() {
      return file;
    }
  }

  private final int most;
  private final List<Turn> turns = new ArrayList<>();

  UnderWay(int most) {
    this.most = most;
  }

  /** To be called before the list is frozen; null when there are too many. */
  synchronized @Nullable Turn begin(UUID id) {
    if (turns.size() == most) return null;
    var turn = new Turn(id);
    turns.add(turn);
    return turn;
  }

  synchronized void leave(Turn turn) {
    turns.remove(turn);
  }

  synchronized void erased(Collection<String> leadIds) {
    for (Turn turn : turns) turn.erased.addAll(leadIds);
  }

  /** Decides by the leads that were erased since the job was begun. */
  synchronized boolean decide(Turn turn, Predicate<Set<String>> decision) {
    return decision.test(turn.erased);
  }

  synchronized Set<UUID> files() {
    return turns.stream().map(Turn::file).collect(Collectors.toSet());
  }

  /** Does something about a file that nobody begins meanwhile, and nothing if it has begun. */
  synchronized void unlessBegun(UUID file, Runnable action) {
    if (turns.stream().noneMatch(turn -> turn.file.equals(file))) action.run();
  }
}
