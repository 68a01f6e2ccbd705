package dev.leadline.leadservice.http;

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

  static CommandCall read(HttpHeaders headers, byte @Nullable [] given) {
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return new Broken(Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
    Caller caller = Caller.of(headers);
    ProblemDetail badKey = caller.problem();
    if (badKey != null) return new Broken(badKey);
    IfMatch match = IfMatch.of(headers);
    ProblemDetail badMatch = match.problem();
    return badMatch == null ? new Understood(caller, body, match.version()) : new Broken(badMatch);
  }
}
