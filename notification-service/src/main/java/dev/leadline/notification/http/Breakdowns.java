package dev.leadline.notification.http;

import dev.leadline.servicebase.StoreFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** What a caller reads when something broke: never a class name, never a stack trace. */
@RestControllerAdvice
final class Breakdowns extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Breakdowns.class);

  private static final String NO_OBJECT = "The body is not the JSON object that is expected here.";

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> unavailable(RuntimeException broken) {
    if (StoreFailures.isRefusal(broken)) return broken(broken);
    LOG.warn("The store does not answer", broken);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(ProblemType.UNAVAILABLE, "Try again in a few seconds."));
  }

  /** Its message may quote the body, and with it a secret. */
  @ExceptionHandler(JacksonException.class)
  ResponseEntity<ProblemDetail> unreadable(JacksonException unreadable) {
    var path = unreadable.getPath();
    String field = path.isEmpty() ? null : path.getFirst().getPropertyName();
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            Problems.of(
                ProblemType.BAD_BODY,
                field == null
                    ? NO_OBJECT
                    : "'%s' has a value that is not possible there.".formatted(field)));
  }

  @ExceptionHandler(Bodies.NoObject.class)
  ResponseEntity<ProblemDetail> unreadable() {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(ProblemType.BAD_BODY, NO_OBJECT));
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<ProblemDetail> broken(RuntimeException broken) {
    LOG.error("A request could not be answered", broken);
    return ResponseEntity.internalServerError()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(ProblemType.INTERNAL, "Something broke on our side."));
  }
}
