package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.IndexedRow.Erased;
import java.time.Duration;
import java.time.Instant;
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

  /** As long as a list may not know of an erasure; and for longer than clocks differ by. */
  static final Duration BEHIND_AT_MOST = Duration.ofDays(7);

  /** One beginning of a job, which may have begun before. */
  static final class Turn {
    private final UUID id;
    private final String tenant;
    private final Instant at;
    private final UUID file = UUID.randomUUID();
    private final Set<String> erased = new HashSet<>();
    private boolean mayHaveMore;

    private Turn(UUID id, String tenant, Instant at) {
      this.id = id;
      this.tenant = tenant;
      this.at = at;
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
  synchronized @Nullable Turn begin(UUID id, String tenant, Instant at) {
    if (turns.size() == most) return null;
    var turn = new Turn(id, tenant, at);
    turns.add(turn);
    return turn;
  }

  /**
   * Whether a list of a tenant may have a lead under the id of another: whoever was erased long
   * before it was made is not in it.
   */
  static boolean mayBeIn(String tenant, Instant madeAt, Erased lead) {
    return lead.parted()
        && lead.tenant().equals(tenant)
        && lead.isAfter(madeAt.minus(BEHIND_AT_MOST));
  }

  synchronized void leave(Turn turn) {
    turns.remove(turn);
  }

  synchronized void erased(Collection<Erased> leads) {
    for (Turn turn : turns)
      for (Erased lead : leads) {
        turn.erased.add(lead.leadId());
        turn.mayHaveMore |= mayBeIn(turn.tenant, turn.at, lead);
      }
  }

  /**
   * Decides by the leads that were erased since the job was begun; false at once if one of them may
   * be in it under the id of another.
   */
  synchronized boolean decide(Turn turn, Predicate<Set<String>> decision) {
    return !turn.mayHaveMore && decision.test(turn.erased);
  }

  synchronized Set<UUID> files() {
    return turns.stream().map(Turn::file).collect(Collectors.toSet());
  }

  /** Does something about a file that nobody begins meanwhile, and nothing if it has begun. */
  synchronized void unlessBegun(UUID file, Runnable action) {
    if (turns.stream().noneMatch(turn -> turn.file.equals(file))) action.run();
  }
}
