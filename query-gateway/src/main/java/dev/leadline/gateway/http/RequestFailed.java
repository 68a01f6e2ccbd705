package dev.leadline.gateway.http;

/** Ends the handling of a request with a problem that its sender can read. */
final class RequestFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  RequestFailed(Problem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
