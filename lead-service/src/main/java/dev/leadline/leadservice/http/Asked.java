package dev.leadline.leadservice.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/**
 * What somebody asks about the data of one person.
 *
 * @param problem what is wrong with the request; null if nothing is
 */
record Asked(Caller caller, CommandBody body, String leadId, @Nullable ProblemDetail problem) {

  static Asked of(HttpHeaders headers, byte @Nullable [] given) {
    Caller caller = Caller.of(headers);
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return new Asked(
          caller,
          CommandBody.EMPTY,
          "",
          Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
    String leadId = body.leadId();
    body.legalBasis();
    body.requestedBy();
    return new Asked(
        caller,
        body,
        leadId,
        body.mistakes().isEmpty() ? caller.problem() : CommandAnswers.mistakes(body.mistakes()));
  }

  /** The id in an address; null if it is none. */
  static @Nullable UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
