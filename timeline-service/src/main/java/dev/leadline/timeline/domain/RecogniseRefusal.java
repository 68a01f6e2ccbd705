package dev.leadline.timeline.domain;

/**
 * Whether a read model was not written because its store refuses what the document says, and would
 * refuse it as often as it is tried. A store that is away, or busy, refuses nothing.
 */
@FunctionalInterface
public interface RecogniseRefusal {

  /**
   * One that is, or is caused by, such a refusal.
   *
   * @param failure as it came from writing some documents
   */
  boolean isRefusal(Throwable failure);
}
