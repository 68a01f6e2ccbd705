package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Asked;
import dev.leadline.timeline.domain.Rebuild.Wish;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of rebuilds: so that a crash at any point is gone on from, by any instance. */
public interface KeepRebuilds {

  /** Keeps a new one; not if one of the same read model is running. */
  boolean begin(Rebuild rebuild);

  /** Those that run, and the last ones that ended, newest first. */
  List<Rebuild> all();

  /** The read models of which one runs. */
  default Set<String> busy() {
    return all().stream()
        .filter(one -> !one.state().isEnd())
        .map(Rebuild::projection)
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<Rebuild> find(String id);

  /** Whether this instance is to work on it from now on: nobody else does. */
  boolean claim(Rebuild running);

  /** Notes how far a running one is; false when another instance has taken it. */
  boolean keep(Rebuild running);

  /** Notes the end of it, which nobody was told of yet, and lets another begin. */
  void end(Rebuild ended);

  /** Those that have ended, and nobody was told. */
  List<Rebuild> untold();

  /** Whoever asked for it has been told of its end. */
  void told(Rebuild ended);

  /** Tells whoever works on it; false when it does not run. */
  boolean ask(String id, Wish wish);

  /** Tells whoever works on it how fast it may go; false when it does not run. */
  boolean throttle(String id, long eventsPerSecond);

  /** What was asked for since the last time. */
  Asked asked(Rebuild running);
}
