package dev.leadline.gateway.domain;

import java.util.List;

/** Who is in a team. */
@FunctionalInterface
public interface ListMembers {

  /**
   * All of the tenant, by name.
   *
   * @throws Unavailable when they cannot be read now
   */
  List<Member> of(String tenant);
}
