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

  /**
   * What is told of a failure.
   *
   * @throws Exception the failure itself where an answer has begun that must not look whole: the
   *     container then cuts the connection
   */
  @ExceptionHandler
  @Nullable Object answer(
      Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      // Nobody is there to be answered.
      if (failure instanceof IOException) return null;
      LOG.error("An answer breaks off in its middle: {}", request.getRequestURI());
      throw failure;
    }
    return switch (failure) {
      case RequestFailed refused ->
          writer.write(request, refused.problem(), String.valueOf(refused.getMessage()));
      case Unavailable down -> {
        LOG.warn("{} The cause: {}", down.getMessage(), String.valueOf(down.getCause()));
        yield writer.write(request, Problem.UNAVAILABLE, String.valueOf(down.getMessage()));
      }
      case MethodArgumentTypeMismatchException mismatch ->
          writer.write(
              request,
              Problem.BAD_PARAMETER,
              "%s cannot be '%s'.%s"
                  .formatted(mismatch.getName(), mismatch.getValue(), choices(mismatch)));
      case MissingServletRequestParameterException missing ->
          writer.write(request, Problem.BAD_PARAMETER, missing.getParameterName() + " is missing.");
      case HttpRequestMethodNotSupportedException method -> {
        String allowed = method.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allowed != null) response.setHeader(HttpHeaders.ALLOW, allowed);
        yield writer.write(
            request, Problem.METHOD_NOT_ALLOWED, "This address answers to " + allowed + ".");
      }
      case HttpMediaTypeNotSupportedException media ->
          writer.write(
              request,
              Problem.UNSUPPORTED_MEDIA_TYPE,
              "Send one of " + media.getSupportedMediaTypes() + ".");
      case HttpMessageNotReadableException _ ->
          writer.write(
              request,
              Problem.BAD_REQUEST,
              "The body is not the JSON object that is described at /v3/api-docs.");
      case BodyTooLarge large -> writer.write(request, Problem.TOO_LARGE, large.detail());
      case ErrorResponse known -> {
        Problem problem = Problem.of(known.getStatusCode().value());
        yield writer.write(request, problem, problem.title() + ".");
      }
      default -> {
        String reference = UUID.randomUUID().toString();
        LOG.error("A request failed; its sender was given the reference {}", reference, failure);
        yield writer.write(request, Problem.BROKEN, "Tell us this reference: " + reference + ".");
      }
    };
  }

  private static String choices(TypeMismatchException mismatch) {
    Class<?> wanted = mismatch.getRequiredType();
    if (wanted == null) return "";
    return Number.class.isAssignableFrom(wanted) ? " It is a whole number." : "";
  }
}
