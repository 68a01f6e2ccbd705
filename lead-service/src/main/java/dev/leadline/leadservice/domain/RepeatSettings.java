package dev.leadline.leadservice.domain;

/** Has the settings of all tenants announced again, for a topic that was made anew. */
@FunctionalInterface
public interface RepeatSettings {

  /** They are to be announced, all of them. */
  void announceAllAgain();
}
