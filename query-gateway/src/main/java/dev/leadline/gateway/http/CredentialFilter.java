package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.handling.RecogniseKey;
import dev.leadline.gateway.handling.RecogniseMember;
import dev.leadline.gateway.handling.WatchSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks: by a key or a token of the header {@code Authorization}, else by the session.
 * A header that proves nothing is refused by itself; no session stands in for it.
 */
@Component(CredentialFilter.NAME)
final class CredentialFilter extends OncePerRequestFilter {

  static final String NAME = "credentialFilter";

  private static final String BEARER = "Bearer ";

  private final RecogniseKey keys;
  private final RecogniseMember members;
  private final RecogniseToken tokens;
  private final WatchSessions sessions;
  private final Duration longest;
  private final Clock clock;

  CredentialFilter(
      RecogniseKey keys,
      RecogniseMember members,
      RecogniseToken tokens,
      WatchSessions sessions,
      AccessSettings settings,
      Clock clock) {
    this.keys = keys;
    this.members = members;
    this.tokens = tokens;
    this.sessions = sessions;
    this.longest = settings.sessionLongest();
    this.clock = clock;
  }

  /** The key or token that a request bears; null if none. */
  static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String bearer = bearer(request);
    CallerAuthentication somebody = bearer == null ? ofSession(request) : ofBearer(bearer);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    if (somebody != null) context.setAuthentication(somebody);
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private @Nullable CallerAuthentication ofBearer(String bearer) {
    Caller caller = recognise(bearer);
    return caller == null
        ? null
        : new CallerAuthentication(caller, () -> caller.equals(recognise(bearer)));
  }

  private @Nullable Caller recognise(String bearer) {
    Caller program = keys.recognise(bearer);
    return program == null ? tokens.recognise(bearer) : program;
  }

  private @Nullable CallerAuthentication ofSession(HttpServletRequest request) {
    Authentication remembered = SecurityContextHolder.getContext().getAuthentication();
    if (!(remembered instanceof SessionMember member)) return null;
    HttpSession session = request.getSession(false);
    if (session == null) return null;
    Caller caller = recognise(member);
    if (caller == null) {
      // They left, their password was changed, or it is too long ago: the rest is of no use.
      session.invalidate();
      return null;
    }
    String id = session.getId();
    return new CallerAuthentication(
        caller, () -> sessions.goesOn(id) && caller.equals(recognise(member)));
  }

  private @Nullable Caller recognise(SessionMember member) {
    if (member.isOver(clock.instant(), longest)) return null;
    Caller outsider = member.asOutsider();
    return outsider == null ? members.recognise(member.memberId(), member.generation()) : outsider;
  }
}
