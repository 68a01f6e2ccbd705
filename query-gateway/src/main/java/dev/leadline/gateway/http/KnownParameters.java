package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
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
    Map<String, Boolean> known = known(method);
    for (var given : request.getParameterMap().entrySet()) {
      String name = given.getKey();
      Boolean mayRepeat = known.get(name);
      if (mayRepeat == null)
        throw Problem.UNKNOWN_PARAMETER.because(
            "There is no parameter '%s' here. There is: %s."
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known.keySet())));
      if (given.getValue().length > 1 && !mayRepeat)
        throw Problem.BAD_PARAMETER.because(name + " is given more than once.");
    }
    return true;
  }

  /** By name, whether there may be several of it. */
  private static Map<String, Boolean> known(HandlerMethod method) {
    var known = new TreeMap<String, Boolean>();
    for (MethodParameter parameter : method.getMethodParameters())
      if (parameter.hasParameterAnnotation(RequestParam.class))
        known.put(
            parameter.getParameter().getName(),
            Collection.class.isAssignableFrom(parameter.getParameterType()));
    if (method.hasMethodAnnotation(TakesFilters.class))
      for (String name : ListRequest.NAMES) known.put(name, ListRequest.REPEATED.contains(name));
    return known;
  }
}
