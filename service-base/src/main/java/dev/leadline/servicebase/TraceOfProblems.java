package dev.leadline.servicebase;

import dev.leadline.events.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Names in a problem the trace that the request belongs to ({@code traceId}), if there is one: the
 * one that lines of the log name, or else what its caller said.
 */
@ControllerAdvice
public final class TraceOfProblems implements ResponseBodyAdvice<Object> {

  private static final String TRACE_ID = "traceId";

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (!(body instanceof ProblemDetail problem)) return body;
    String traceId = MDC.get(TRACE_ID);
    if (traceId == null) {
      TraceParent given = TraceParent.of(request.getHeaders().getFirst(TraceParent.HEADER));
      traceId = given == null ? null : given.traceId();
    }
    if (traceId != null) problem.setProperty(TRACE_ID, traceId);
    return problem;
  }
}
