package dev.leadline.notification.http;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Mistake;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Answers: JSON as all of Leadline writes it, and problems as RFC 9457 has them. */
final class Problems {

  private Problems() {}

  static ResponseEntity<?> ok(Object body) {
    return json(HttpStatus.OK, body);
  }

  static ResponseEntity<?> json(HttpStatus status, Object body) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.MAPPER.writeValueAsBytes(body));
  }

  /** A problem of this type. */
  static ProblemDetail of(ProblemType type, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
    problem.setType(type.type());
    return problem;
  }

  static ResponseEntity<?> answer(ProblemType type, String detail) {
    return answer(of(type, detail));
  }

  static ResponseEntity<?> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  static ResponseEntity<?> invalid(List<Mistake> mistakes) {
    Mistake first = mistakes.getFirst();
    var problem = of(ProblemType.INVALID, "'%s' %s.".formatted(first.field(), first.detail()));
    problem.setProperty("errors", mistakes);
    return answer(problem);
  }

  static ResponseEntity<?> unknownRule() {
    return answer(ProblemType.UNKNOWN_RULE, "There is no rule with this id.");
  }

  static ResponseEntity<?> unknownDestination() {
    return answer(ProblemType.UNKNOWN_DESTINATION, "There is no destination with this id.");
  }
}
