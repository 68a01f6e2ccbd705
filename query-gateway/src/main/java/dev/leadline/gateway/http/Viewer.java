package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Phrases;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Who looks at a page, and when: times are told as they read them.
 *
 * @param zone of their browser, once it has told; UTC before
 */
record Viewer(ZoneId zone, Instant now) {

  /** As the browser tells it. */
  static Viewer of(HttpServletRequest request, Instant now) {
    Cookie zone = WebUtils.getCookie(request, "zone");
    return of(zone == null ? null : zone.getValue(), now);
  }

  /** A zone that nobody knows is no reason to refuse a page. */
  static Viewer of(@Nullable String zone, Instant now) {
    if (zone == null) return new Viewer(ZoneOffset.UTC, now);
    try {
      return new Viewer(ZoneId.of(zone), now);
    } catch (DateTimeException unknown) {
      return new Viewer(ZoneOffset.UTC, now);
    }
  }

  When when(Instant at) {
    return new When(
        at.toString(),
        Phrases.relative(at, now, zone),
        Phrases.exact(at, zone),
        Phrases.clock(at, zone));
  }

  String day(LocalDate date) {
    return Phrases.day(date, now.atZone(zone).toLocalDate());
  }

  /** An instant in every way in which a page shows one. */
  record When(String iso, String relative, String exact, String clock) {}
}
