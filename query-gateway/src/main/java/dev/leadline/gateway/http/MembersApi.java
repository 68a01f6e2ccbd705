package dev.leadline.gateway.http;

import dev.leadline.events.Unstorable;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageMembers;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The team, for programs. */
@RestController
final class MembersApi {

  private static final int LONGEST_NAME = 200;

  private final ManageMembers members;

  MembersApi(ManageMembers members) {
    this.members = members;
  }

  /** All of them. */
  record Members(List<Shown> items) {}

  /**
   * A member.
   *
   * @param password a new one, shown this once
   */
  record Shown(
      String memberId,
      String name,
      SortedSet<Role> roles,
      boolean enabled,
      boolean hasPassword,
      Instant since,
      @Nullable Instant lastSeenAt,
      @Nullable String password) {

    static Shown of(Member member, @Nullable String password) {
      return new Shown(
          member.memberId(),
          member.name(),
          new TreeSet<>(member.roles()),
          member.enabled(),
          member.hasPassword(),
          member.since(),
          member.lastSeenAt(),
          password);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return memberId;
    }
  }

  /** What is wished of a member; null leaves it as it is. */
  record Wish(
      @Nullable String memberId,
      @Nullable String name,
      @Nullable List<@Nullable String> roles,
      @Nullable Boolean enabled) {}

  /** A link that signs somebody in once. */
  record Link(String path, Instant expiresAt) {

    /** Without the token. */
    @Override
    public String toString() {
      return "a link until " + expiresAt;
    }
  }

  /** Everybody of the tenant. */
  @Operation(summary = "Who is in the team")
  @GetMapping("/v1/members")
  Members list() {
    return new Members(
        members.list(Callers.required().tenant()).stream()
            .map(member -> Shown.of(member, null))
            .toList());
  }

  /** Somebody joins. */
  @Operation(
      summary = "Add a member",
      description =
          "roles: MEMBER (by default), INTEGRATOR, EDITOR, MANAGER, OPS, DATA_MODEL_EDITOR. The"
              + " answer has the password, shown this once.")
  @PostMapping("/v1/members")
  ResponseEntity<Shown> add(@RequestBody Wish wish, HttpServletRequest request) {
    String id = id(wish.memberId());
    String name = wish.name() == null ? id : name(wish.name());
    List<@Nullable String> roles = wish.roles();
    Set<Role> wanted = roles == null ? EnumSet.of(Role.MEMBER) : roles(roles);
    AuditTrail.tells(request, "memberId", id);
    AuditTrail.tells(request, wanted);
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(shown(members.add(Callers.required(), id, name, wanted)));
  }

  /** Another name, other roles, on or off. */
  @Operation(summary = "Change a member: only what is in the body; ends their sessions")
  @PatchMapping("/v1/members/{memberId}")
  Shown change(@PathVariable String memberId, @RequestBody Wish wish, HttpServletRequest request) {
    String name = wish.name();
    List<@Nullable String> given = wish.roles();
    Set<Role> roles = given == null ? null : roles(given);
    Boolean enabled = wish.enabled();
    if (roles != null) AuditTrail.tells(request, roles);
    if (enabled != null) AuditTrail.tells(request, "enabled", enabled.toString());
    return shown(
        members.change(
            Callers.required(), memberId, name == null ? null : name(name), roles, enabled));
  }

  /** Somebody leaves. */
  @Operation(summary = "Remove a member; ends their sessions")
  @DeleteMapping("/v1/members/{memberId}")
  ResponseEntity<Void> remove(@PathVariable String memberId) {
    shown(members.remove(Callers.required(), memberId));
    return ResponseEntity.noContent().build();
  }

  /** For who has lost theirs. */
  @Operation(summary = "Make a new password, shown this once; ends the member's sessions")
  @PostMapping("/v1/members/{memberId}/password")
  Shown password(@PathVariable String memberId) {
    return shown(members.newPassword(Callers.required(), memberId));
  }

  /** For one click. */
  @Operation(summary = "Make a link that signs the member in once, within half an hour")
  @PostMapping("/v1/members/{memberId}/sign-in-links")
  ResponseEntity<Link> link(@PathVariable String memberId) {
    return switch (members.link(Callers.required(), memberId)) {
      case ManageMembers.Link link ->
          ResponseEntity.status(HttpStatus.CREATED)
              .body(new Link("/sign-in/once?token=" + link.token(), link.expiresAt()));
      case ManageMembers.Outcome refused -> throw refused(refused);
    };
  }

  private static Shown shown(ManageMembers.Outcome outcome) {
    if (outcome instanceof ManageMembers.Done done) return Shown.of(done.member(), done.password());
    throw refused(outcome);
  }

  /** Why something was not done. */
  static RequestFailed refused(ManageMembers.Outcome outcome) {
    return switch (outcome) {
      case ManageMembers.UnknownMember() ->
          Problem.UNKNOWN_MEMBER.because("Nobody in this team has that id.");
      case ManageMembers.TakenId() ->
          Problem.MEMBER_EXISTS.because("Somebody signs in with that id: choose another one.");
      case ManageMembers.NobodyLeft() ->
          Problem.LAST_MANAGER.because("Nobody else would be left to change the team.");
      case ManageMembers.TooMuch() ->
          Problem.TOO_MUCH_GIVEN.because("The member could do more than you may.");
      case ManageMembers.Wait(Duration left) ->
          Problem.TOO_MANY_REQUESTS.because(
              "Too many wrong passwords. Try again in %,d seconds."
                  .formatted(left.toSeconds() + 1));
      case ManageMembers.BadPassword(String why) -> Problem.INVALID.because(why);
      case ManageMembers.Done _, ManageMembers.Link _ ->
          throw new IllegalArgumentException("That was done");
    };
  }

  static String id(@Nullable String given) {
    String id = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
    if (!Member.isId(id))
      throw Problem.INVALID.because(
          "memberId is 1 to 64 small letters, digits, and . _ - between them.");
    return id;
  }

  static String name(String given) {
    String name = given.strip();
    if (Unstorable.isIn(name))
      throw Problem.INVALID.because("name has a character in it that no text has.");
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      throw Problem.INVALID.because("name is 1 to %d characters.".formatted(LONGEST_NAME));
    return name;
  }

  static Set<Role> roles(List<@Nullable String> given) {
    var roles = EnumSet.noneOf(Role.class);
    for (String name : given) {
      Role role = name == null ? null : Role.of(name);
      if (role == null) throw Problem.INVALID.because("There is no role '%s'.".formatted(name));
      roles.add(role);
    }
    if (roles.isEmpty()) throw Problem.INVALID.because("roles names one role at least.");
    return roles;
  }
}
