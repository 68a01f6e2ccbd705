package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a team who signs in with a password.
 *
 * @param memberId what they sign in with; of one member on the whole platform
 * @param generation what the member's sessions were begun with; another one ends them. It begins
 *     anywhere: an id that somebody else had before would bring their sessions back
 */
public record Member(
    String memberId,
    String tenant,
    String name,
    Set<Role> roles,
    int generation,
    boolean enabled,
    boolean hasPassword,
    Instant since,
    @Nullable Instant lastSeenAt) {

  private static final int LONGEST = 64;

  public Member {
    roles = Set.copyOf(roles);
  }

  /** Whether this can be an id: it stands in addresses and in the audit log. */
  public static boolean isId(String text) {
    return text.length() <= LONGEST && text.matches("[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?");
  }

  /** What they may do, as long as they are signed in. */
  public Caller caller() {
    return new Caller(tenant, Caller.Kind.MEMBER, memberId, name, roles);
  }
}
