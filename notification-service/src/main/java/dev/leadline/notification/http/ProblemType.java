package dev.leadline.notification.http;

import dev.leadline.servicebase.ProblemName;
import org.springframework.http.HttpStatus;

/** Every way in which a call can be refused or fail here. */
enum ProblemType implements ProblemName {
  BAD_BODY(HttpStatus.BAD_REQUEST),
  BAD_PARAMETER(HttpStatus.BAD_REQUEST),
  BROKEN_CURSOR(HttpStatus.BAD_REQUEST),
  UNKNOWN_RULE(HttpStatus.NOT_FOUND),
  UNKNOWN_DESTINATION(HttpStatus.NOT_FOUND),
  BUSY(HttpStatus.CONFLICT),
  NOT_TO_BE_SENT_AGAIN(HttpStatus.CONFLICT),
  INVALID(HttpStatus.UNPROCESSABLE_CONTENT),
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
