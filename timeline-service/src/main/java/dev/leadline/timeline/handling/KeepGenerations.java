package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.Rebuild;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which generation of a read model readers see, and what generations hold. */
public interface KeepGenerations {

  /**
   * Where readers are sent.
   *
   * @param live the generation that they see
   * @param previous the one they saw before, for as long as it is kept
   * @param previousUntil when it is dropped
   * @param movedBy the rebuild for which nobody may write the live one just now
   */
  record Pointer(
      int live,
      @Nullable Integer previous,
      @Nullable Instant previousUntil,
      @Nullable String movedBy) {

    /** When nothing was ever rebuilt. */
    public static final Pointer FIRST = new Pointer(Generation.FIRST.number(), null, null, null);
  }

  /** By read model; one that is not in it is at {@link Pointer#FIRST}. */
  Map<String, Pointer> pointers();

  /** A number that no generation has had. */
  int next(String readModel);

  /** Has everybody stop writing the live one. */
  void hold(String readModel, String rebuildId);

  /** Lets them go on. */
  void letGo(String readModel, String rebuildId);

  /**
   * Sends readers to a generation, in one step, and lets writers go on with it; nothing is changed
   * unless the rebuild holds them.
   */
  void point(
      String readModel, String rebuildId, int generation, int previous, Instant previousUntil);

  /** Drops what a generation holds; the live one never. */
  void drop(String readModel, int generation);

  /** The generations of which something is stored, whatever they are. */
  Set<Integer> held(String readModel);

  /** Forgets the generation that was seen before, after it was dropped. */
  void forgetPrevious(String readModel);

  /**
   * About how many documents a generation has, at once however many they are. Exact as long as the
   * store has not crashed and nobody writes.
   */
  long estimate(String readModel, int generation);

  /**
   * The ids of the documents that differ between two generations, in their order.
   *
   * @param after the id before the first that is looked at; empty for all
   * @param most after so many it is enough
   */
  SequencedSet<String> differing(String readModel, int live, int rebuilt, String after, int most);

  /**
   * Documents of some leads, as far as their own streams make them.
   *
   * @param live how many there are in the one generation
   * @param rebuilt how many there are in the other
   * @param differing the ids of those that are not the same, or only on one side
   */
  record OfLeads(long live, long rebuilt, Set<String> differing) {}

  /** The same of the documents of some leads only; no others are looked at. */
  OfLeads ofLeads(String readModel, int live, int rebuilt, Set<String> leadIds);

  /** Which of these differ now, at the same version, in their order. */
  Set<String> stillDiffering(String readModel, int live, int rebuilt, Set<String> ids);

  /** Where those of these differ that do so now, at the same version; for a few of them. */
  Map<String, Rebuild.Difference> differences(
      String readModel, int live, int rebuilt, Set<String> ids);

  /**
   * Makes these documents of the one generation as they are in the other. One that somebody else
   * has changed since it was read here is left as it is.
   *
   * @param stillOurs is run between what is read and what is written, and throws where another
   *     instance has taken over by then: what that one has dropped must not be taken for nothing
   */
  void copy(String readModel, int from, int to, Set<String> ids, Runnable stillOurs);

  /** The tenants and versions of rows that are, for their announcement. */
  Map<String, dev.leadline.events.view.RowChanged> rows(int generation, Set<String> leadIds);
}
