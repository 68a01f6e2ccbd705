package dev.leadline.gateway.domain;

/** Changes who is in a team. */
@FunctionalInterface
public interface KeepMembers {

  /**
   * Makes a change; all sessions of the member end with each but the first two, and links that sign
   * them in are of no more use.
   *
   * @return false when there was nothing to change, the id of a new member is taken, or the last
   *     one who may change the team would be none any more
   * @throws Unavailable when it cannot be kept now
   */
  boolean keep(MemberChange change);
}
