package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.handling.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people say who they are. */
@Controller
final class SignInPages {

  private static final String ONCE = "/sign-in/once";

  private final SignIn signIn;
  private final SessionSignIn sessions;
  private final OidcSettings oidc;
  private final Clock clock;

  SignInPages(SignIn signIn, SessionSignIn sessions, OidcSettings oidc, Clock clock) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.oidc = oidc;
    this.clock = clock;
  }

  @GetMapping("/sign-in")
  String page(
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable String refused,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (Callers.known() != null) return "redirect:" + WayBack.local(next);
    // Who was refused by the provider may try again, to where they wanted to go.
    if (oidc.isOn() && refused == null) WayBack.keep(next, request, response);
    return shown(next, refused == null ? null : "You may not sign in here.", model);
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam(defaultValue = "") String member,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    // Whoever mistypes their password does not type who they are again.
    model.addAttribute("member", member);
    return end(
        signIn.byPassword(member, password, request.getRemoteAddr()),
        "That member and password do not belong together.",
        next,
        request,
        response,
        model);
  }

  /**
   * Whoever follows a link only looks: programs that preview it use it up for nobody, and nobody is
   * signed in as somebody else without having said so.
   */
  @GetMapping(ONCE)
  String once(@RequestParam(defaultValue = "") String token, Model model) {
    model.addAttribute("token", token);
    return "sign-in-once";
  }

  /** One click, once: what was clicked is used up, so that nobody can click it again. */
  @PostMapping(ONCE)
  String signInOnce(
      @RequestParam(defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return end(
        signIn.byLink(token, request.getRemoteAddr()),
        "This link has been used, or is over.",
        null,
        request,
        response,
        model);
  }

  private String end(
      SignIn.Outcome outcome,
      String bad,
      @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (outcome) {
      case SignIn.Good(Member member) -> {
        sessions.begin(
            SessionMember.ofOurs(member.memberId(), member.generation(), clock.instant()),
            request,
            response);
        yield "redirect:" + WayBack.local(next);
      }
      case SignIn.Bad() -> {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        yield shown(next, bad, model);
      }
      case SignIn.Wait(Duration left) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        retryAfter(left, response);
        yield shown(next, tooMany(left), model);
      }
    };
  }

  static void retryAfter(Duration left, HttpServletResponse response) {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(left)));
  }

  static String tooMany(Duration left) {
    return "Too many tries. Try again in %,d seconds.".formatted(seconds(left));
  }

  private static long seconds(Duration left) {
    return left.toSeconds() + 1;
  }

  private String shown(@Nullable String next, @Nullable String bad, Model model) {
    model.addAttribute("next", WayBack.local(next));
    model.addAttribute("bad", bad);
    model.addAttribute("provider", oidc.isOn() ? oidc.label() : null);
    return "sign-in";
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    sessions.end(request, response);
    return "redirect:/sign-in";
  }
}
