package dev.leadline.timeline.domain;

/**
 * Makes what a projection writes to, where it is missing. It is done before history is read, each
 * time that reading begins, and may be done again.
 */
@FunctionalInterface
public interface MakeReady {

  void makeReady();
}
