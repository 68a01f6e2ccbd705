package dev.leadline.gateway.http;

import org.springframework.http.HttpStatus;

/** Every way in which a request can fail, each with its own type (RFC 9457). */
enum Problem {
  BROKEN_CURSOR("broken-cursor", HttpStatus.BAD_REQUEST, "The cursor is broken"),
  BAD_PARAMETER("bad-parameter", HttpStatus.BAD_REQUEST, "A parameter has a wrong value"),
  UNKNOWN_PARAMETER("unknown-parameter", HttpStatus.BAD_REQUEST, "A parameter is not known"),
  BAD_REQUEST("bad-request", HttpStatus.BAD_REQUEST, "The request cannot be understood"),
  NO_CREDENTIAL("no-credential", HttpStatus.UNAUTHORIZED, "Nobody has said who asks"),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "This may not be done with this credential"),
  OTHER_MEMBER("other-member", HttpStatus.FORBIDDEN, "Nobody acts in another's name"),
  TOO_MUCH_GIVEN("more-than-own", HttpStatus.FORBIDDEN, "Nobody gives away more than they have"),
  TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "That was too much at once"),
  TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNKNOWN_MEMBER("unknown-member", HttpStatus.NOT_FOUND, "There is no such member"),
  UNKNOWN_KEY("unknown-key", HttpStatus.NOT_FOUND, "There is no such key"),
  MEMBER_EXISTS("member-exists", HttpStatus.CONFLICT, "Somebody has this id"),
  LAST_MANAGER("last-manager", HttpStatus.CONFLICT, "A team needs a manager"),
  INVALID("invalid", HttpStatus.UNPROCESSABLE_CONTENT, "A value cannot be used"),
  UNKNOWN_LEAD("unknown-lead", HttpStatus.NOT_FOUND, "There is no such lead"),
  ERASED("erased", HttpStatus.GONE, "The person was erased"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "Not by this method"),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Not in this media type"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "A body of this media type is not understood"),
  NOT_YOURS("not-yours", HttpStatus.FORBIDDEN, "It belongs to somebody else"),
  TOO_MANY_ROWS(
      "too-many-rows", HttpStatus.CONTENT_TOO_LARGE, "The list is too long for this answer"),
  TOO_MANY("too-many", HttpStatus.TOO_MANY_REQUESTS, "Too many at the same time"),
  EXPORT_STATE("export-state", HttpStatus.CONFLICT, "The export is in another state"),
  EXPORT_GONE("export-gone", HttpStatus.GONE, "The file is gone"),
  UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Not available right now"),
  BROKEN("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something broke on our side");

  static final String HOW_TO_SAY_WHO =
      "Send 'Authorization: Bearer' with an API key, or sign in at /sign-in.";

  private final String kind;
  private final HttpStatus status;
  private final String title;

  Problem(String kind, HttpStatus status, String title) {
    this.kind = kind;
    this.status = status;
    this.title = title;
  }

  public String type() {
    return "/problems/" + kind;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Ends the request with this problem. */
  RequestFailed because(String detail) {
    return new RequestFailed(this, detail);
  }

  /** The kind for a status that the web framework came to by itself. */
  static Problem of(int status) {
    for (Problem problem :
        new Problem[] {NO_CREDENTIAL, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE})
      if (problem.status.value() == status) return problem;
    if (status == HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()) return UNSUPPORTED_MEDIA_TYPE;
    if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) return UNAVAILABLE;
    return status >= HttpStatus.INTERNAL_SERVER_ERROR.value() ? BROKEN : BAD_REQUEST;
  }
}
