package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The member of the team who looks at a page, and acts on it. */
record Teammate(String id, String name) {

  private static final String COOKIE = "member";
  private static final int LONGEST = 100;
  private static final Teammate UNNAMED = new Teammate("team", "A team member");

  /** Whoever has signed in; a program says itself, in a cookie, for whom it acts. */
  static Teammate of(HttpServletRequest request) {
    Caller caller = Callers.known();
    if (caller != null && caller.isPerson()) return new Teammate(caller.id(), caller.name());
    Cookie[] cookies = request.getCookies();
    if (cookies == null) return UNNAMED;
    for (Cookie cookie : cookies)
      if (cookie.getName().equals(COOKIE)) return named(cookie.getValue());
    return UNNAMED;
  }

  private static Teammate named(String encoded) {
    String name;
    try {
      name = URLDecoder.decode(encoded, StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException nonsense) {
      return UNNAMED;
    }
    if (name.isEmpty() || name.length() > LONGEST) return UNNAMED;
    return new Teammate(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "."), name);
  }

  /** Whether a member of this id is this one. */
  boolean is(@Nullable String memberId) {
    return id.equals(memberId);
  }
}
