package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Nothing is changed by a form of somebody else's page, which a browser would send with everything
 * by which it is known here. Browsers say where a request comes from; programs say nothing, and no
 * page can make them.
 */
@Component
final class OwnFormsOnly implements HandlerInterceptor {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!HARMLESS.contains(request.getMethod()) && isForeign(request))
      throw Problem.BAD_REQUEST.because("This form is not one of ours.");
    return true;
  }

  private static boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) return !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    return origin != null && !isHere(origin, request);
  }

  private static boolean isHere(String origin, HttpServletRequest request) {
    try {
      return String.valueOf(URI.create(origin).getAuthority()).equals(request.getHeader("Host"));
    } catch (IllegalArgumentException nonsense) {
      return false;
    }
  }
}
