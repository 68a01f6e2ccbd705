package dev.leadline.notification.domain;

import java.util.Collection;
import java.util.List;

/** Reads rules. */
@FunctionalInterface
public interface FindRules {

  /** All of these tenants, by name. */
  List<Rule> find(Collection<String> tenants);
}
