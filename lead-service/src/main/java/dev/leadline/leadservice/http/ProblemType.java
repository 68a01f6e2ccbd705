package dev.leadline.leadservice.http;

import dev.leadline.servicebase.ProblemName;
import org.springframework.http.HttpStatus;

/** Every way in which a call can be refused or fail here; each is tested at the edge. */
enum ProblemType implements ProblemName {
  NOT_JSON(HttpStatus.BAD_REQUEST),
  BAD_HEADER(HttpStatus.BAD_REQUEST),
  INVALID_PARAMETER(HttpStatus.BAD_REQUEST),
  INVALID_EVENT(HttpStatus.BAD_REQUEST),
  NOT_THE_GATEWAY(HttpStatus.UNAUTHORIZED),
  OTHER_TENANT(HttpStatus.FORBIDDEN),
  UNKNOWN_LEAD(HttpStatus.NOT_FOUND),
  UNKNOWN_ERASURE(HttpStatus.NOT_FOUND),
  UNKNOWN_EXPORT(HttpStatus.NOT_FOUND),
  UNKNOWN_DEAD_LETTER(HttpStatus.NOT_FOUND),
  UNKNOWN_TOPIC(HttpStatus.NOT_FOUND),
  MERGED(HttpStatus.CONFLICT),
  ALREADY_TAKEN_OVER(HttpStatus.CONFLICT),
  CONTROL_CHANGED(HttpStatus.CONFLICT),
  TAKE_OVER_FIRST(HttpStatus.CONFLICT),
  ALREADY_BLOCKED(HttpStatus.CONFLICT),
  NOT_BLOCKED(HttpStatus.CONFLICT),
  IDENTITY_TAKEN(HttpStatus.CONFLICT),
  OTHER_LEAD_ERASED(HttpStatus.CONFLICT),
  ALREADY_MERGED(HttpStatus.CONFLICT),
  TOO_MANY_KEYS(HttpStatus.CONFLICT),
  NOT_ABSORBED(HttpStatus.CONFLICT),
  UNMERGE_TOO_LATE(HttpStatus.CONFLICT),
  NOT_SUGGESTED(HttpStatus.CONFLICT),
  ALREADY_ERASED(HttpStatus.CONFLICT),
  IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT),
  FIELD_BUILT_IN(HttpStatus.CONFLICT),
  FIELD_TYPE_PERMANENT(HttpStatus.CONFLICT),
  TOO_MANY_FIELDS(HttpStatus.CONFLICT),
  LIVE_TOPIC(HttpStatus.CONFLICT),
  NOTHING_LEFT(HttpStatus.CONFLICT),
  ERASED(HttpStatus.GONE),
  EXPIRED(HttpStatus.GONE),
  VERSION_CHANGED(HttpStatus.PRECONDITION_FAILED),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  INVALID_COMMAND(HttpStatus.UNPROCESSABLE_CONTENT),
  INVALID_LEAD(HttpStatus.UNPROCESSABLE_CONTENT),
  INVALID_FIELD(HttpStatus.UNPROCESSABLE_CONTENT),
  INVALID_SETTINGS(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_IDENTITY(HttpStatus.UNPROCESSABLE_CONTENT),
  SAME_LEAD(HttpStatus.UNPROCESSABLE_CONTENT),
  UNKNOWN_OTHER_LEAD(HttpStatus.UNPROCESSABLE_CONTENT),
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
