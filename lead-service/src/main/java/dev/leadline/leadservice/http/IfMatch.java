package dev.leadline.leadservice.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/**
 * What {@code If-Match} says.
 *
 * @param version the lead's version that the caller has seen; null if any will do
 * @param problem why the header cannot be read; null if it can
 */
record IfMatch(@Nullable Long version, @Nullable ProblemDetail problem) {

  private static final String NAME = "If-Match";

  /** A version as the answers of commands give it. */
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  static IfMatch of(HttpHeaders headers) {
    String given = headers.getFirst(NAME);
    if (given == null) return new IfMatch(null, null);
    var version = VERSION.matcher(given.strip());
    return version.matches()
        ? new IfMatch(Long.valueOf(version.group(1)), null)
        : new IfMatch(null, problem("If-Match is the version of the lead, such as \"7\"."));
  }

  /** What is wrong where keys in the body say which lead, or which leads; null if nothing is. */
  static @Nullable ProblemDetail withoutLead(HttpHeaders headers) {
    return headers.containsHeader(NAME)
        ? problem("If-Match is for calls that name a lead in their address.")
        : null;
  }

  private static ProblemDetail problem(String detail) {
    return Problems.of(ProblemType.BAD_HEADER, detail);
  }
}
