package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a call does not declare: a misspelt filter would otherwise answer
 * with all leads, which looks like an answer.
 */
@Component
final class KnownParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().isAnnotationPresent(RestController.class)
        || !method.getBeanType().getPackageName().equals(getClass().getPackageName())) return true;
    Set<String> known = known(method);
    for (String given : Collections.list(request.getParameterNames()))
      if (!known.contains(given))
        throw Problem.UNKNOWN_PARAMETER.because(
            "There is no parameter '%s' here. There is: %s."
                .formatted(given, known.isEmpty() ? "none" : String.join(", ", known)));
    return true;
  }

  private static Set<String> known(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(MethodParameter::getParameter)
        .map(Parameter::getName)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
