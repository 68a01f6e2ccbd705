package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Access;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.LimitRates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Whether whoever asks may do what they ask for, and how often. It goes by the very endpoint that
 * the web framework has chosen, so that no way of writing an address leads around it.
 */
@Component
@Order(1)
final class PermissionCheck implements HandlerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(PermissionCheck.class);
  private static final String GRANTED = PermissionCheck.class.getName() + ".granted";

  private final LimitRates rates;
  private final AuditTrail trail;

  PermissionCheck(LimitRates rates, AuditTrail trail) {
    this.rates = rates;
    this.trail = trail;
  }

  /** What was granted, to be told when it is done. */
  private record Granted(Caller caller, Permission permission, String address) {}

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod)) return true;
    // None for OPTIONS, which tells what an address answers to.
    if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
        instanceof String address)) return true;
    Permission needed = Access.needed(request.getMethod(), address);
    if (needed == Permission.OPEN) return true;
    Caller caller = Callers.required();
    if (needed == null) {
      LOG.error("Nobody may use {} {}: it is missing in Access", request.getMethod(), address);
      throw Problem.FORBIDDEN.because("Nobody may do this.");
    }
    // Before anything is written down of it: what is refused is not free either.
    limit(rates.count(caller, needed), response);
    if (!caller.may(needed)) {
      trail.tell(caller, needed, address, AuditEntry.Outcome.FORBIDDEN, request);
      throw Problem.FORBIDDEN.because(
          "This needs one of the roles %s.".formatted(Role.labels(needed.roles())));
    }
    request.setAttribute(GRANTED, new Granted(caller, needed, address));
    return true;
  }

  /** In the words of the IETF's draft on rate limit headers. */
  private static void limit(LimitRates.@Nullable State state, HttpServletResponse response) {
    if (state == null) return;
    String policy = '"' + state.kind().policy() + '"';
    response.setHeader("RateLimit-Policy", policy + ";q=" + state.quota() + ";w=60");
    response.setHeader(
        "RateLimit", policy + ";r=" + state.remaining() + ";t=" + seconds(state.reset()));
    Duration retryAfter = state.retryAfter();
    if (retryAfter == null) return;
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(retryAfter)));
    throw Problem.TOO_MANY_REQUESTS.because(
        "At most %,d a minute. Try again in %d s.".formatted(state.quota(), seconds(retryAfter)));
  }

  /** Rounded up: before that it would be too early. */
  private static long seconds(Duration duration) {
    return Math.max(1, (duration.toMillis() + 999) / 1000);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (!(request.getAttribute(GRANTED) instanceof Granted granted)) return;
    request.removeAttribute(GRANTED);
    trail.tell(
        granted.caller(),
        granted.permission(),
        granted.address(),
        failure == null ? AuditEntry.Outcome.of(response.getStatus()) : AuditEntry.Outcome.FAILED,
        request);
  }
}
