package dev.leadline.leadservice.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** A command as it came, before anybody knows what it means. */
sealed interface CommandCall {

  /**
   * Its headers and the form of its body are right.
   *
   * @param onVersion {@code If-Match}: the lead's version that the caller has seen; null if any
   */
  record Understood(Caller caller, CommandBody body, @Nullable Long onVersion)
      implements CommandCall {}

  /** They are not. */
  record Broken(ProblemDetail problem) implements CommandCall {}

  /** A version as the answers of commands give it. */
  Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  static CommandCall read(HttpHeaders headers, byte @Nullable [] given) {
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return new Broken(Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
    Caller caller = Caller.of(headers);
    ProblemDetail badKey = caller.problem();
    if (badKey != null) return new Broken(badKey);
    String match = headers.getFirst("If-Match");
    if (match == null) return new Understood(caller, body, null);
    var version = VERSION.matcher(match.strip());
    return version.matches()
        ? new Understood(caller, body, Long.valueOf(version.group(1)))
        : new Broken(
            Problems.of(
                ProblemType.BAD_HEADER, "If-Match is the version of the lead, such as \"7\"."));
  }
}
