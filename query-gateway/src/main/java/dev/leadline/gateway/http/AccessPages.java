package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageKeys;
import dev.leadline.gateway.handling.ManageMembers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Settings of who may ask: the team, keys of programs, one's own password. */
@Controller
final class AccessPages {

  private static final String MEMBERS = "/settings/members";
  private static final String KEYS = "/settings/api-keys";
  private static final String PASSWORD = "/settings/password";
  private static final String VIEW = "access";

  private final ManageMembers members;
  private final ManageKeys keys;
  private final SessionSignIn sessions;
  private final Clock clock;

  AccessPages(ManageMembers members, ManageKeys keys, SessionSignIn sessions, Clock clock) {
    this.members = members;
    this.keys = keys;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A role to be chosen. */
  record Choice(String name, String label) {}

  /** A member as the page shows them. */
  record MemberLine(
      String id,
      String name,
      String roles,
      Set<String> roleNames,
      boolean enabled,
      Viewer.@Nullable When lastSeen) {

    static MemberLine of(Member member, Viewer viewer) {
      Instant seen = member.lastSeenAt();
      return new MemberLine(
          member.memberId(),
          member.name(),
          Role.labels(member.roles()),
          names(member.roles()),
          member.enabled(),
          seen == null ? null : viewer.when(seen));
    }

    private static Set<String> names(Set<Role> roles) {
      return Set.copyOf(roles.stream().map(Role::name).toList());
    }
  }

  /** A member or a key that was asked for and refused. */
  record Typed(String memberId, String name, List<String> roles) {}

  /** A key as the page shows it. */
  record KeyLine(
      String id,
      String name,
      String roles,
      String hint,
      String madeBy,
      Viewer.@Nullable When lastUsed,
      boolean revoked) {

    static KeyLine of(ApiKey key, Viewer viewer) {
      Instant used = key.lastUsedAt();
      return new KeyLine(
          key.keyId(),
          key.name(),
          Role.labels(key.roles()),
          key.hint(),
          key.madeBy(),
          used == null ? null : viewer.when(used),
          key.revokedAt() != null);
    }
  }

  @GetMapping(MEMBERS)
  String members(@CookieValue(name = "zone", required = false) @Nullable String zone, Model model) {
    return membersPage(zone, model);
  }

  private String membersPage(@Nullable String zone, Model model) {
    Viewer viewer = Viewer.of(zone, clock.instant());
    model.addAttribute("tab", "members");
    model.addAttribute(
        "members",
        members.list(Callers.required().tenant()).stream()
            .map(member -> MemberLine.of(member, viewer))
            .toList());
    model.addAttribute("roles", choices(Role.INGEST));
    return VIEW;
  }

  @PostMapping(MEMBERS)
  String addMember(
      @RequestParam(defaultValue = "") String memberId,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(name = "role", required = false) @Nullable List<String> roles,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String page =
        told(
            response,
            model,
            () -> {
              String id = MembersApi.id(memberId);
              String called = name.isBlank() ? id : MembersApi.name(name);
              Set<Role> given =
                  MembersApi.roles(roles == null ? List.of(Role.MEMBER.name()) : roles);
              AuditTrail.tells(request, "memberId", id);
              AuditTrail.tells(request, given);
              return members.add(Callers.required(), id, called, given);
            },
            zone);
    if (model.containsAttribute("bad"))
      model.addAttribute("typed", new Typed(memberId, name, roles == null ? List.of() : roles));
    return page;
  }

  @PostMapping(MEMBERS + "/{memberId}/{what:roles|password|link|switch|delete}")
  String changeMember(
      @PathVariable String memberId,
      @PathVariable String what,
      @RequestParam(name = "role", required = false) @Nullable List<String> roles,
      @RequestParam(defaultValue = "false") boolean on,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Caller by = Callers.required();
    return told(
        response,
        model,
        () ->
            switch (what) {
              case "roles" -> {
                Set<Role> given = MembersApi.roles(roles == null ? List.of() : roles);
                AuditTrail.tells(request, given);
                yield members.change(by, memberId, null, given, null);
              }
              case "password" -> members.newPassword(by, memberId);
              case "link" -> members.link(by, memberId);
              case "switch" -> {
                AuditTrail.tells(request, "enabled", String.valueOf(on));
                yield members.change(by, memberId, null, null, on);
              }
              case "delete" -> members.remove(by, memberId);
              default -> throw Problem.NOT_FOUND.because("There is nothing here.");
            },
        zone);
  }

  /** A wish of a form. */
  private interface Wish {
    ManageMembers.Outcome done();
  }

  private String told(HttpServletResponse response, Model model, Wish wish, @Nullable String zone) {
    try {
      switch (wish.done()) {
        case ManageMembers.Done(Member member, @Nullable String password) -> {
          if (password == null) return "redirect:" + MEMBERS;
          model.addAttribute(
              "good", "The new password of %s, shown this once:".formatted(member.memberId()));
          model.addAttribute("secret", password);
        }
        case ManageMembers.Link link -> {
          model.addAttribute("good", "Signs in once, within half an hour:");
          model.addAttribute("secretPath", "/sign-in/once?token=" + link.token());
        }
        case ManageMembers.Outcome refused -> throw MembersApi.refused(refused);
      }
    } catch (RequestFailed refused) {
      bad(refused, response, model);
    }
    return membersPage(zone, model);
  }

  private static void bad(RequestFailed refused, HttpServletResponse response, Model model) {
    response.setStatus(refused.problem().status().value());
    model.addAttribute("bad", refused.getMessage());
  }

  @GetMapping(KEYS)
  String keys(@CookieValue(name = "zone", required = false) @Nullable String zone, Model model) {
    return keysPage(zone, model);
  }

  private String keysPage(@Nullable String zone, Model model) {
    Viewer viewer = Viewer.of(zone, clock.instant());
    model.addAttribute("tab", "keys");
    model.addAttribute(
        "keys",
        keys.list(Callers.required().tenant()).stream()
            .map(key -> KeyLine.of(key, viewer))
            .toList());
    model.addAttribute("roles", choices(null));
    return VIEW;
  }

  @PostMapping(KEYS)
  String makeKey(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(name = "role", required = false) @Nullable List<String> roles,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    try {
      String called = MembersApi.name(name);
      Set<Role> given = MembersApi.roles(roles == null ? List.of() : roles);
      AuditTrail.tells(request, given);
      switch (keys.make(Callers.required(), called, given)) {
        case ManageKeys.Made(ApiKey key, String secret) -> {
          AuditTrail.tells(request, "keyId", key.keyId());
          model.addAttribute("good", "The key '%s', shown this once:".formatted(key.name()));
          model.addAttribute("secret", secret);
        }
        case ManageKeys.TooMuch() ->
            throw Problem.TOO_MUCH_GIVEN.because("The key could do more than you may.");
      }
    } catch (RequestFailed refused) {
      bad(refused, response, model);
      model.addAttribute("typed", new Typed("", name, roles == null ? List.of() : roles));
    }
    return keysPage(zone, model);
  }

  @PostMapping(KEYS + "/{keyId}/revoke")
  String revokeKey(@PathVariable String keyId) {
    keys.revoke(Callers.required(), keyId);
    return "redirect:" + KEYS;
  }

  @GetMapping(PASSWORD)
  String password(Model model) {
    model.addAttribute("tab", "password");
    return VIEW;
  }

  @PostMapping(PASSWORD)
  String choosePassword(
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String chosen,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("tab", "password");
    int status = HttpStatus.UNPROCESSABLE_CONTENT.value();
    switch (members.choosePassword(Callers.required(), old, chosen)) {
      case ManageMembers.Done(Member member, @Nullable String none) -> {
        // All other sessions have ended; this one goes on as a new one.
        sessions.begin(
            SessionMember.ofOurs(member.memberId(), member.generation(), clock.instant()),
            request,
            response);
        return "redirect:/leads";
      }
      case ManageMembers.Wait(Duration left) -> {
        status = HttpStatus.TOO_MANY_REQUESTS.value();
        SignInPages.retryAfter(left, response);
        model.addAttribute("bad", SignInPages.tooMany(left));
      }
      case ManageMembers.BadPassword(String why) -> model.addAttribute("bad", why);
      case ManageMembers.Outcome other ->
          model.addAttribute("bad", "Your password is kept elsewhere.");
    }
    response.setStatus(status);
    return VIEW;
  }

  private static List<Choice> choices(@Nullable Role without) {
    return Arrays.stream(Role.values())
        .filter(role -> role != without)
        .map(role -> new Choice(role.name(), role.label()))
        .toList();
  }
}
