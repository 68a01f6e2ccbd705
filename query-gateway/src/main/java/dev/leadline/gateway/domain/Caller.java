package dev.leadline.gateway.domain;

import java.util.Set;

/**
 * Who asks, as a credential has proven it. Whose leads are asked about follows from it and from
 * nothing else.
 *
 * @param id of the member, or of the key
 * @param name for people
 */
public record Caller(String tenant, Kind kind, String id, String name, Set<Role> roles) {

  /** What kind of caller. */
  public enum Kind {
    /** A person, who acts in their own name. */
    MEMBER,
    /** A program, which names the member that it acts for. */
    PROGRAM
  }

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean isPerson() {
    return kind == Kind.MEMBER;
  }

  public boolean may(Permission permission) {
    return permission == Permission.OPEN || roles.stream().anyMatch(permission::isOf);
  }

  /** Ids only: it may end in a log. */
  @Override
  public String toString() {
    return tenant + "/" + kind + "/" + id;
  }
}
