package dev.leadline.timeline.http;

import dev.leadline.servicebase.StoreFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What a caller reads when something broke: never a class name, never a stack trace. */
@RestControllerAdvice
final class Breakdowns extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Breakdowns.class);

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<?> unavailable(RuntimeException broken) {
    if (StoreFailures.isRefusal(broken)) return broken(broken);
    LOG.warn("A server behind this service does not answer", broken);
    return ResponseEntity.status(ProblemType.UNAVAILABLE.status())
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            RebuildsController.problem(ProblemType.UNAVAILABLE, "Try again in a few seconds.")
                .getBody());
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<?> broken(RuntimeException broken) {
    LOG.error("A request could not be answered", broken);
    return RebuildsController.problem(ProblemType.INTERNAL, "Something broke on our side.");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(
        unreadable,
        RebuildsController.problem(
                ProblemType.NOT_JSON, "The body is not the JSON that is expected here.")
            .getBody(),
        headers,
        status,
        request);
  }
}
