package dev.leadline.timeline.http;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Every way in which a call can be refused or fail here. Clients rely on the names: {@code
 * docs/problems.md} lists them all.
 */
enum ProblemType {
  NOT_JSON(HttpStatus.BAD_REQUEST),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  ALREADY_RUNNING(HttpStatus.CONFLICT),
  NOT_POSSIBLE(HttpStatus.CONFLICT),
  INVALID_REBUILD(HttpStatus.UNPROCESSABLE_CONTENT),
  REASON_MISSING(HttpStatus.UNPROCESSABLE_CONTENT);

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
