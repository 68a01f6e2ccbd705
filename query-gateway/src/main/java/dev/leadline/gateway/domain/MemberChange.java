package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a member. */
public sealed interface MemberChange {

  /** Somebody joins, as yet without a password. */
  record Joined(String tenant, String memberId, String name, Set<Role> roles, Instant at)
      implements MemberChange {}

  /** They were here. */
  record Seen(String memberId, Instant at) implements MemberChange {}

  /**
   * They are called otherwise, may do other things, or may not sign in for now; null leaves it as
   * it is by then: somebody else may change that at the same moment.
   */
  record Changed(
      String tenant,
      String memberId,
      @Nullable String name,
      @Nullable Set<Role> roles,
      @Nullable Boolean enabled)
      implements MemberChange {

    /** Whether a manager may be none afterwards. */
    public boolean makesLess() {
      return Boolean.FALSE.equals(enabled) || (roles != null && !roles.contains(Role.MANAGER));
    }
  }

  /** They sign in with another password; all of it that is kept is its hash. */
  record PasswordSet(String tenant, String memberId, String hash) implements MemberChange {

    @Override
    public String toString() {
      return "PasswordSet[" + memberId + "]";
    }
  }

  /** They leave. */
  record Left(String tenant, String memberId) implements MemberChange {}
}
