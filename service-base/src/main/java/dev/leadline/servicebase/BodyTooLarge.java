package dev.leadline.servicebase;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A body is longer than its address takes, which turned out while it was read. */
public final class BodyTooLarge extends ErrorResponseException {

  private static final long serialVersionUID = 1L;
  private static final String TYPE = "/problems/too-large";
  private static final String TITLE = "The body is too large";

  BodyTooLarge(int mostMib) {
    super(HttpStatus.CONTENT_TOO_LARGE, problem(mostMib), null);
  }

  private static ProblemDetail problem(int mostMib) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONTENT_TOO_LARGE, "This address takes %d MiB at most.".formatted(mostMib));
    problem.setType(URI.create(TYPE));
    problem.setTitle(TITLE);
    return problem;
  }

  /** In words for whoever sent it. */
  public String detail() {
    return String.valueOf(getBody().getDetail());
  }

  /** The problem, where nothing else writes it. */
  String json() {
    return """
    {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
    """
        .formatted(TYPE, TITLE, getStatusCode().value(), detail());
  }
}
