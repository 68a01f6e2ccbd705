package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.servicebase.StoreFailures;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails before or outside of our code is told in the same words. */
@Controller
final class ContainerProblems implements ErrorController {

  /** What a filter has to say about what it refuses. */
  static final String DETAIL = ContainerProblems.class.getName() + ".detail";

  private static final Logger LOG = LoggerFactory.getLogger(ContainerProblems.class);
  private static final int NOT_FOUND = 404;

  private final ProblemWriter writer;

  ContainerProblems(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  Object tell(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      String away = away(failure);
      if (away != null) {
        LOG.warn("{} The cause: {}", away, failure.toString());
        return writer.write(request, Problem.UNAVAILABLE, away);
      }
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problem problem = Problem.of(status instanceof Integer code ? code : NOT_FOUND);
    return writer.write(
        request,
        problem,
        request.getAttribute(DETAIL) instanceof String detail ? detail : problem.title() + ".");
  }

  /**
   * Who asks is found out before anything of ours is called: from what is kept, which may be away.
   * Null for all else that can fail.
   */
  private static @Nullable String away(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof Unavailable down) return String.valueOf(down.getMessage());
    return StoreFailures.mayPass(failure) ? "Who asks cannot be found out right now." : null;
  }
}
