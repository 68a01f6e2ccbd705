package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Says what went wrong: to a program as a problem, to a person as a page. */
@Component
final class ProblemWriter {

  private static final String SECONDS_UNTIL_RETRY = "5";

  Object write(HttpServletRequest request, Problem problem, String detail) {
    String path = path(request);
    if (wantsPage(request)) return page(request, problem, detail);
    var told = ProblemDetail.forStatusAndDetail(problem.status(), detail);
    told.setType(URI.create(problem.type()));
    told.setTitle(problem.title());
    told.setInstance(instance(path));
    var answer =
        ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem == Problem.UNAVAILABLE || problem == Problem.TOO_MANY)
      answer.header(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_RETRY);
    return answer.body(told);
  }

  /** Null where what was asked for is no address, which is why it was refused. */
  private static @Nullable URI instance(String path) {
    try {
      return new URI(path);
    } catch (URISyntaxException noAddress) {
      return null;
    }
  }

  private static ModelAndView page(HttpServletRequest request, Problem problem, String detail) {
    var page =
        new ModelAndView(
            "problem",
            Map.of("problem", problem, "detail", detail, "frame", PageFrame.of(request)));
    page.setStatus(problem.status());
    return page;
  }

  /** The address that was asked for, also where the container has moved on to its error page. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String asked
        ? asked
        : request.getRequestURI();
  }

  /** Whether a person looks at what comes back. */
  static boolean wantsPage(HttpServletRequest request) {
    String path = path(request);
    for (String forPrograms : new String[] {"/v1/", "/v3/", "/actuator/"})
      if (path.startsWith(forPrograms)) return false;
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }
}
