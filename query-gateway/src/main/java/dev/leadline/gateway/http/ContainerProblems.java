package dev.leadline.gateway.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails before or outside of our code is told in the same words. */
@Controller
final class ContainerProblems implements ErrorController {

  /** What a filter has to say about what it refuses. */
  static final String DETAIL = ContainerProblems.class.getName() + ".detail";

  private static final int NOT_FOUND = 404;

  private final ProblemWriter writer;

  ContainerProblems(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  Object tell(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problem problem = Problem.of(status instanceof Integer code ? code : NOT_FOUND);
    return writer.write(
        request,
        problem,
        request.getAttribute(DETAIL) instanceof String detail ? detail : problem.title() + ".");
  }
}
