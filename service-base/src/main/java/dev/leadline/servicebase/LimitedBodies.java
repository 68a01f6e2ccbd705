package dev.leadline.servicebase;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody fills the memory with one request: a body has 16 MiB at most where many events or leads
 * come at once, and 1 MiB elsewhere. What says that it is longer is refused before it is read, and
 * what does not say how long it is ends where it is too long; both by the problem {@code
 * too-large}, status 413. It is before all that reads bodies, other filters among them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + LimitedBodies.AFTER_WHAT_COUNTS_REQUESTS)
public final class LimitedBodies extends OncePerRequestFilter {

  static final int AFTER_WHAT_COUNTS_REQUESTS = 10;

  private static final int MIB = 1 << 20;
  private static final int MOST_OF_MANY = 16;
  private static final Set<String> OF_MANY = Set.of("/v1/events", "/v1/leads/bulk");

  /** How many MiB an address takes; one that is written in another way takes what all take. */
  static int mostMib(String address) {
    return OF_MANY.contains(address) ? MOST_OF_MANY : 1;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = mostMib(request.getRequestURI());
    long length = request.getContentLengthLong();
    if (length > (long) most * MIB) {
      refuse(response, new BodyTooLarge(most));
      return;
    }
    try {
      // The container reads no more than was said.
      chain.doFilter(length < 0 ? new CountedRequest(request, most, MIB) : request, response);
    } catch (BodyTooLarge tooLarge) {
      if (response.isCommitted()) throw tooLarge;
      response.reset();
      refuse(response, tooLarge);
    }
  }

  private static void refuse(HttpServletResponse response, BodyTooLarge why) throws IOException {
    response.setStatus(why.getStatusCode().value());
    response.setContentType("application/problem+json");
    response.getOutputStream().write(why.json().getBytes(StandardCharsets.UTF_8));
  }
}
