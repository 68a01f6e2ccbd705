package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.servicebase.BodyTooLarge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The edge: whatever goes wrong ends here, and only here, in words for whoever asked. */
@ControllerAdvice
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private final ProblemWriter writer;

  ProblemAnswers(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  @Nullable Object answer(
      Exception failure, HttpServletRequest request, HttpServletResponse response) {
    return switch (failure) {
      case RequestFailed refused ->
          write(request, response, refused.problem(), String.valueOf(refused.getMessage()));
      case Unavailable down -> {
        LOG.warn("{} The cause: {}", down.getMessage(), String.valueOf(down.getCause()));
        yield write(request, response, Problem.UNAVAILABLE, String.valueOf(down.getMessage()));
      }
      case MethodArgumentTypeMismatchException mismatch ->
          write(
              request,
              response,
              Problem.BAD_PARAMETER,
              "%s cannot be '%s'.%s"
                  .formatted(mismatch.getName(), mismatch.getValue(), choices(mismatch)));
      case MissingServletRequestParameterException missing ->
          write(
              request,
              response,
              Problem.BAD_PARAMETER,
              missing.getParameterName() + " is missing.");
      case HttpRequestMethodNotSupportedException method -> {
        String allowed = method.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allowed != null) response.setHeader(HttpHeaders.ALLOW, allowed);
        yield write(
            request,
            response,
            Problem.METHOD_NOT_ALLOWED,
            "This address answers to " + allowed + ".");
      }
      case HttpMediaTypeNotSupportedException media ->
          write(
              request,
              response,
              Problem.UNSUPPORTED_MEDIA_TYPE,
              "Send one of " + media.getSupportedMediaTypes() + ".");
      case HttpMessageNotReadableException _ ->
          write(
              request,
              response,
              Problem.BAD_REQUEST,
              "The body is not the JSON object that is described at /v3/api-docs.");
      case BodyTooLarge large -> write(request, response, Problem.TOO_LARGE, large.detail());
      case ErrorResponse known -> {
        Problem problem = Problem.of(known.getStatusCode().value());
        yield write(request, response, problem, problem.title() + ".");
      }
      // Nobody is there to be answered.
      case IOException gone when response.isCommitted() -> null;
      default -> {
        String reference = UUID.randomUUID().toString();
        LOG.error("A request failed; its sender was given the reference {}", reference, failure);
        yield write(
            request, response, Problem.BROKEN, "Tell us this reference: " + reference + ".");
      }
    };
  }

  private @Nullable Object write(
      HttpServletRequest request, HttpServletResponse response, Problem problem, String detail) {
    return response.isCommitted() ? null : writer.write(request, problem, detail);
  }

  private static String choices(TypeMismatchException mismatch) {
    Class<?> wanted = mismatch.getRequiredType();
    if (wanted == null) return "";
    return Number.class.isAssignableFrom(wanted) ? " It is a whole number." : "";
  }
}
