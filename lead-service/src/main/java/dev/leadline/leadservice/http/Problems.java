package dev.leadline.leadservice.http;

import dev.leadline.leadservice.http.CommandBody.Mistake;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 has them. */
final class Problems {

  private Problems() {}

  /**
   * A problem.
   *
   * @param name the last part of its type, which clients may rely on
   */
  static ProblemDetail of(HttpStatus status, String name, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("/problems/" + name));
    return problem;
  }

  /** What is wrong with a body, all of it; the first mistake in words. */
  static ProblemDetail of(String name, List<Mistake> mistakes) {
    Mistake first = mistakes.getFirst();
    var problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            name,
            "'%s' %s.".formatted(first.field(), first.detail()));
    problem.setProperty("errors", mistakes);
    return problem;
  }

  /** The answer that consists of a problem. */
  static ResponseEntity<?> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
