package dev.leadline.notification.domain;

/** Writes a rule, in the place of the one with its id if there is one. */
@FunctionalInterface
public interface SaveRule {

  /** Writes it. */
  void save(Rule rule);
}
