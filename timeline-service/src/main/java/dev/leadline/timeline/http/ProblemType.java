package dev.leadline.timeline.http;

import dev.leadline.servicebase.ProblemName;
import org.springframework.http.HttpStatus;

/** Every way in which a call can be refused or fail here. */
enum ProblemType implements ProblemName {
  NOT_JSON(HttpStatus.BAD_REQUEST),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  ALREADY_RUNNING(HttpStatus.CONFLICT),
  NOT_POSSIBLE(HttpStatus.CONFLICT),
  INVALID_REBUILD(HttpStatus.UNPROCESSABLE_CONTENT),
  REASON_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  @Override
  public HttpStatus status() {
    return status;
  }
}
