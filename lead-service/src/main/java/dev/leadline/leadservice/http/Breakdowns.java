package dev.leadline.leadservice.http;

import dev.leadline.leadservice.domain.FindParked;
import dev.leadline.leadservice.handling.PublishChannelEvents;
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

/** What a caller reads when something broke: never a class name, never a stack trace. */
@RestControllerAdvice
final class Breakdowns extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Breakdowns.class);

  @ExceptionHandler({
    PublishChannelEvents.Unavailable.class,
    FindParked.Unavailable.class,
    DataAccessException.class,
    // A transaction that cannot begin, because the store does not answer, is no
    // DataAccessException.
    TransactionException.class
  })
  ResponseEntity<ProblemDetail> unavailable(RuntimeException broken) {
    if (StoreFailures.isRefusal(broken)) return broken(broken);
    LOG.warn("A server behind this service does not answer", broken);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(ProblemType.UNAVAILABLE, "Try again in a few seconds."));
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<ProblemDetail> broken(RuntimeException broken) {
    LOG.error("A request could not be answered", broken);
    return ResponseEntity.internalServerError()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(ProblemType.INTERNAL, "Something broke on our side."));
  }
}
