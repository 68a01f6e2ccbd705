package dev.leadline.gateway.http;

import dev.leadline.events.Unstorable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what no text can be: bytes that are not UTF-8 and, in the parameters of a question,
 * U+0000 and half a character, which no store can be asked for.
 */
@Component
@Order(1)
final class ReadableParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean asks = HttpMethod.GET.matches(request.getMethod());
    for (Map.Entry<String, String[]> given : parameters(request).entrySet())
      for (String value : given.getValue())
        if (asks && (Unstorable.isIn(value) || Unstorable.isIn(given.getKey())))
          throw Problem.BAD_PARAMETER.because(
              "A parameter has a character in it that no text has, such as U+0000.");
    return true;
  }

  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (InvalidParameterException notUtf8) {
      throw Problem.BAD_PARAMETER.because("A parameter is not written as UTF-8, each byte as %XX.");
    }
  }
}
