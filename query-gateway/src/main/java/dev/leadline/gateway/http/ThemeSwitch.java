package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Light or dark, as somebody likes it better than their machine does. */
@Controller
final class ThemeSwitch {

  private static final Duration KEPT = Duration.ofDays(365);

  @PostMapping("/theme")
  String turn(@RequestParam String to, HttpServletRequest request, HttpServletResponse response) {
    if (!to.equals("dark") && !to.equals("light"))
      throw Problem.BAD_PARAMETER.because("A theme is dark or light.");
    var cookie = ResponseCookie.from("theme", to).path("/").maxAge(KEPT).sameSite("Lax").build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return "redirect:" + path(request.getHeader(HttpHeaders.REFERER));
  }

  /** Back to where the switch was, and never away from here. */
  private static String path(@Nullable String referer) {
    if (referer == null) return "/leads";
    try {
      URI page = URI.create(referer);
      String path = page.getRawPath();
      if (path == null || !path.startsWith("/") || path.startsWith("//")) return "/leads";
      return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
    } catch (IllegalArgumentException nonsense) {
      return "/leads";
    }
  }
}
