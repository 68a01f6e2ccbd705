package dev.leadline.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Where somebody wanted to go who had to sign in first. Whoever does so at an outside provider
 * leaves for it, and the browser keeps the way back meanwhile.
 */
final class WayBack {

  private static final String HOME = "/leads";
  private static final String COOKIE = "next";

  /** Of the one address to which providers send people back. */
  private static final String PATH = "/login/oauth2";

  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final int LONGEST = 2000;

  private WayBack() {}

  /**
   * Only to a page of ours: a link must not lead somebody who signs in to somewhere else. What is
   * between braces would be taken for the name of a value to put there.
   */
  static String local(@Nullable String next) {
    boolean ours =
        next != null
            && next.startsWith("/")
            && next.chars().allMatch(letter -> letter > ' ' && letter < 0x7F && letter != '\\')
            && !next.startsWith("//")
            && !next.startsWith("/sign-");
    return ours && next != null ? next.replace("{", "%7B").replace("}", "%7D") : HOME;
  }

  /** In the place of what was kept before. */
  static void keep(
      @Nullable String next, HttpServletRequest request, HttpServletResponse response) {
    String kept = URLEncoder.encode(local(next), UTF_8);
    put(kept.length() > LONGEST ? "" : kept, KEPT, request, response);
  }

  /** Once. */
  static String take(HttpServletRequest request, HttpServletResponse response) {
    Cookie kept = WebUtils.getCookie(request, COOKIE);
    if (kept == null) return HOME;
    put("", Duration.ZERO, request, response);
    try {
      return local(URLDecoder.decode(kept.getValue(), UTF_8));
    } catch (IllegalArgumentException nonsense) {
      return HOME;
    }
  }

  private static void put(
      String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, value)
            .path(PATH)
            .maxAge(age)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build()
            .toString());
  }
}
