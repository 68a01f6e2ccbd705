package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * What a session remembers: who signed in. What members of ours may do is looked up with each
 * request; somebody whom an outside provider knows keeps what it said for as long as the session,
 * which is why no session goes on for ever.
 */
final class SessionMember extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final String memberId;
  private final int generation;
  private final @Nullable Outsider outsider;

  /** Null in sessions that are older than that it is remembered. */
  private final @Nullable Instant signedInAt;

  /** What an outside provider said. */
  private record Outsider(String tenant, String name, ArrayList<String> roles)
      implements Serializable {}

  private SessionMember(
      String memberId, int generation, @Nullable Outsider outsider, Instant signedInAt) {
    super(List.of());
    this.memberId = memberId;
    this.generation = generation;
    this.outsider = outsider;
    this.signedInAt = signedInAt;
    setAuthenticated(true);
  }

  /** One of ours. */
  static SessionMember ofOurs(String memberId, int generation, Instant signedInAt) {
    return new SessionMember(memberId, generation, null, signedInAt);
  }

  /** Somebody whom an outside provider knows. */
  static SessionMember outside(Caller caller, Instant signedInAt) {
    var roles = new ArrayList<>(caller.roles().stream().map(Role::name).sorted().toList());
    return new SessionMember(
        caller.id(), 0, new Outsider(caller.tenant(), caller.name(), roles), signedInAt);
  }

  /** Whether it is so long ago that they have to sign in again, however busy they are. */
  boolean isOver(Instant now, Duration longest) {
    Instant since = signedInAt;
    return since == null || !now.isBefore(since.plus(longest));
  }

  String memberId() {
    return memberId;
  }

  int generation() {
    return generation;
  }

  /** Null for one of ours. */
  @Nullable Caller asOutsider() {
    Outsider told = outsider;
    if (told == null) return null;
    var roles = EnumSet.noneOf(Role.class);
    for (String name : told.roles()) {
      Role role = Role.of(name);
      if (role != null) roles.add(role);
    }
    return new Caller(told.tenant(), Caller.Kind.MEMBER, memberId, told.name(), roles);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return memberId;
  }
}
