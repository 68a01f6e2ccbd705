package dev.leadline.notification.http;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Mistake;
import java.net.URI;
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

  static ResponseEntity<?> answer(HttpStatus status, String name, String detail) {
    return answer(of(status, name, detail));
  }

  static ResponseEntity<?> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  static ResponseEntity<?> invalid(List<Mistake> mistakes) {
    Mistake first = mistakes.getFirst();
    var problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid",
            "'%s' %s.".formatted(first.field(), first.detail()));
    problem.setProperty("errors", mistakes);
    return answer(problem);
  }

  static ResponseEntity<?> unknown(String what) {
    return answer(
        HttpStatus.NOT_FOUND, "unknown-" + what, "There is no %s with this id.".formatted(what));
  }
}
