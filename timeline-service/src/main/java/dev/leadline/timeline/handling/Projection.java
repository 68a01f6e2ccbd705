package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Generation;

/** A read model that is projected from the events, into as many generations as are wanted. */
public interface Projection {

  /** Names its position and its meters, for ever. */
  String name();

  /** What readers and operators call it: the name of its first collection. */
  String readModel();

  /** Whether a copy can be filled beside the live one. */
  default boolean hasGenerations() {
    return true;
  }

  /** Whether each document is of one lead, and can be projected from its events alone. */
  default boolean isByLead() {
    return true;
  }

  /**
   * Whether one document adds up what several streams tell: after a merge, that of the survivor
   * goes on with what its parts had.
   */
  default boolean addsUpStreams() {
    return false;
  }

  /** The projection into one generation. What it announces is only what is live. */
  ProjectBatch into(Generation generation);
}
