package dev.leadline.notification.http;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Every way in which a call can be refused or fail here. Clients rely on the names: {@code
 * docs/problems.md} lists them all.
 */
enum ProblemType {
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

  HttpStatus status() {
    return status;
  }

  /** The last part of its type. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  URI type() {
    return URI.create("/problems/" + kind());
  }
}
