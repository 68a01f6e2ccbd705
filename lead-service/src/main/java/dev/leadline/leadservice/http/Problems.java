package dev.leadline.leadservice.http;

import dev.leadline.leadservice.http.CommandBody.Mistake;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 has them. */
final class Problems {

  private Problems() {}

  /** A problem of this type. */
  static ProblemDetail of(ProblemType type, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
    problem.setType(type.type());
    return problem;
  }

  /** What is wrong with a body, all of it; the first mistake in words. */
  static ProblemDetail of(ProblemType type, List<Mistake> mistakes) {
    Mistake first = mistakes.getFirst();
    var problem = of(type, "'%s' %s.".formatted(first.field(), first.detail()));
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
