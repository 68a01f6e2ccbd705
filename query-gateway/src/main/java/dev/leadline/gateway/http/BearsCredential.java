package dev.leadline.gateway.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Whether a browser's session is no part of it: a request that says itself who sends it, as no
 * foreign page can make a browser do, or that comes without a session and is nobody's. Signing in
 * is guarded all the same, so that nobody is signed in as somebody else.
 */
@Component("bearsCredential")
final class BearsCredential implements RequestMatcher {

  private static final String SESSION = "leadline-session";

  @Override
  public boolean matches(HttpServletRequest request) {
    if (CredentialFilter.bearer(request) != null) return true;
    return !request.getRequestURI().startsWith("/sign-in") && !hasSession(request);
  }

  private static boolean hasSession(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) return false;
    for (Cookie cookie : cookies) if (cookie.getName().equals(SESSION)) return true;
    return false;
  }
}
