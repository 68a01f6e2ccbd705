package dev.leadline.leadservice.domain;

/** Remembers what a lead was found to be, so that it need not be read again to know it. */
@FunctionalInterface
public interface RememberKind {

  /**
   * Instead of what was remembered of it before. Of an erased lead nothing is remembered.
   *
   * @param version how many events the lead had; with any more of them it may be of another kind
   */
  void remember(String leadId, long version, Retention.Kind kind);
}
