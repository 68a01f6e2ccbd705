package dev.leadline.servicebase;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody but the gateway is answered: what it says of its callers is believed here. Open are only
 * the addresses by which an operator sees how the service is: {@code /actuator/health} and what is
 * below it, and {@code /actuator/prometheus}. Who has no key gets the problem {@code
 * not-the-gateway}, status 401.
 */
public final class OnlyTheGateway extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(OnlyTheGateway.class);
  private static final String HEADER = "Leadline-Service-Key";
  private static final String PROBLEM =
      """
      {"type":"/problems/not-the-gateway","title":"Only the gateway is answered here","status":401,\
      "detail":"People and programs go through the gateway."}\
      """;

  private final byte[] key;

  /**
   * The key is {@code leadline.service-key}; without one everybody is answered, and the log says
   * so.
   *
   * @param environment of the service
   */
  public OnlyTheGateway(Environment environment) {
    key = bytes(environment.getProperty("leadline.service-key", "").strip());
    if (key.length == 0)
      LOG.warn("LEADLINE_SERVICE_KEY is not set: whoever reaches this port is answered");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return key.length == 0
        || path.equals("/actuator/prometheus")
        || path.equals("/actuator/health")
        || path.startsWith("/actuator/health/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader(HEADER);
    // In a time that does not tell how much of it was right.
    if (given != null && MessageDigest.isEqual(key, bytes(given))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setContentType("application/problem+json");
    response.getOutputStream().write(bytes(PROBLEM));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
