package dev.leadline.gateway.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every request begins at the end of the queue. A virtual thread keeps its processor until it
 * waits, and a connection on which the next request has arrived meanwhile does not wait: with as
 * many busy clients as processors all others would wait for those to pause.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakingTurns extends OncePerRequestFilter {

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // Only who is served first depends on it.
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Thread.yield();
    chain.doFilter(request, response);
  }
}
