package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Part;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How far each part of each projection is, and which instance works on it. Positions lie beside the
 * read models that they belong to: whoever empties the one empties the other, and both begin again
 * together.
 */
public interface KeepPositions {

  /** A copy of a read model that somebody has to work on, divided into so many parts at first. */
  record Wanted(String projection, int generation, int parts) {}

  /**
   * A part as it is stored.
   *
   * @param begun tells one beginning of the part from another, after its store was emptied
   */
  record Place(Part part, String begun, long position) {}

  /**
   * What is to be worked on.
   *
   * @param mine what this instance works on, or shall from now on
   * @param all every part of what is wanted, whoever works on it
   * @param fairShare more than that is too much for one of the instances that there are
   * @param somethingBegan whether there were no positions of something wanted
   */
  record Claimed(List<Place> mine, List<Place> all, int fairShare, boolean somethingBegan) {}

  /** Says that this instance lives, keeps what it has, and takes what nobody works on. */
  Claimed claim(Collection<Wanted> wanted);

  /** Notes how far a part is; whether it is still ours, and was not begun again by somebody. */
  boolean keep(Place place);

  /** Gives parts up, for others to take at once. */
  void release(Collection<Place> places);

  /** Gives parts up and counts as no instance any more, so that others take all of them at once. */
  void leave(Collection<Place> places);

  /** Has a projection begin at a position; what was known of its parts is forgotten. */
  void put(String projection, int generation, int parts, long position);

  /** Has a projection have no position. */
  void forget(String projection, int generation);

  /** Whether some instance works on any part of it, or may still do. */
  boolean isWorkedOn(String projection, int generation);

  /** How far each part of a projection is, whoever works on it; empty if it has not begun. */
  Map<Integer, Long> of(String projection, int generation);
}
