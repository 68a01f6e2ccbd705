package dev.leadline.notification.domain;

/** Takes a rule away; what it has planned and not sent is dropped. */
@FunctionalInterface
public interface DeleteRule {

  /** Whether there was one. */
  boolean deleteRule(String tenant, String ruleId);
}
