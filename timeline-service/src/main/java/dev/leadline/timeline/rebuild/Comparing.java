package dev.leadline.timeline.rebuild;

import dev.leadline.eventstore.store.EventLog;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Comparison;
import dev.leadline.timeline.domain.Rebuild.Difference;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is different in the generation of a rebuild, seen from one that is followed. */
final class Comparing {

  private static final int MOST_DIFFERING = 100_000;
  private static final int LOOKS_AGAIN = 6;
  private static final Duration LIVE_FOLLOWS_WITHIN = Duration.ofSeconds(30);

  private final EventLog log;
  private final KeepPositions positions;
  private final KeepGenerations generations;
  private final Projection projection;
  private final RebuildProgress progress;
  private final Filling filling;

  Comparing(
      RunRebuild.Tools tools, Projection projection, RebuildProgress progress, Filling filling) {
    this.log = tools.log();
    this.positions = tools.positions();
    this.generations = tools.generations();
    this.projection = projection;
    this.progress = progress;
    this.filling = filling;
  }

  private Rebuild rebuild() {
    return progress.now();
  }

  /** All of it, and keeps what was found. */
  void compare(int live) {
    progress.keep(rebuild().in(State.COMPARING));
    Set<String> suspects =
        generations.differing(
            projection.readModel(), live, rebuild().generation(), "", MOST_DIFFERING);
    var found = new Found();
    sure(suspects, live, found);
    found.counted(
        generations.estimate(projection.readModel(), live),
        generations.estimate(projection.readModel(), rebuild().generation()));
    keep(found);
  }

  /** What was found so far: how much, and the first of it; of very much not all that it says. */
  static final class Found {

    private static final int FIRST = 20;

    private final List<Difference> first = new ArrayList<>();
    private long live;
    private long rebuilt;
    private long differing;

    private void counted(long more, long moreRebuilt) {
      live += more;
      rebuilt += moreRebuilt;
    }

    private void add(int more, Collection<Difference> some) {
      differing += more;
      some.stream().limit(FIRST - first.size()).forEach(first::add);
    }
  }

  /** Keeps what was found. */
  void keep(Found found) {
    progress.keep(
        rebuild().with(new Comparison(found.live, found.rebuilt, found.differing, found.first)));
  }

  /** The ids of what is different of these leads, whether or not both have come equally far. */
  Set<String> suspects(Collection<UUID> leads, int live) {
    return ofLeads(leads, live).differing();
  }

  /**
   * The same.
   *
   * @param found gets how much there is of these leads, on both sides
   */
  Set<String> suspects(Collection<UUID> leads, int live, Found found) {
    KeepGenerations.OfLeads looked = ofLeads(leads, live);
    found.counted(looked.live(), looked.rebuilt());
    return looked.differing();
  }

  private KeepGenerations.OfLeads ofLeads(Collection<UUID> leads, int live) {
    return generations.ofLeads(
        projection.readModel(),
        live,
        rebuild().generation(),
        leads.stream().map(UUID::toString).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /**
   * What was different only because one of the two was further is equal when both are as far.
   *
   * @param found gets what is different
   */
  Set<String> sure(Set<String> suspects, int live, Found found) {
    Set<String> left = suspects;
    for (int look = 0; look < LOOKS_AGAIN && !left.isEmpty(); look++) {
      long head = log.settledPosition();
      if (rebuild().scope().isWhole()) filling.fillTo(head);
      progress.await(LIVE_FOLLOWS_WITHIN, () -> reached(live) >= head);
      Set<String> still =
          generations.stillDiffering(projection.readModel(), live, rebuild().generation(), left);
      boolean isSettled = still.size() == left.size();
      left = still;
      if (isSettled) break;
    }
    var first =
        left.stream().limit(Found.FIRST).collect(Collectors.toCollection(LinkedHashSet::new));
    found.add(
        left.size(),
        generations
            .differences(projection.readModel(), live, rebuild().generation(), first)
            .values());
    return left;
  }

  /** How far a generation is in all its parts. */
  long reached(int generation) {
    return positions.of(projection.name(), generation).values().stream()
        .mapToLong(Long::longValue)
        .min()
        .orElse(0);
  }
}
