package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ForwardWrites;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** The answer to a request that another service answers. */
final class Forwarded {

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Idempotency-Key", "If-Match", "traceparent");

  private Forwarded() {}

  /** What the caller goes by; whose data it is about, this gateway says and no caller. */
  static Map<String, String> forTenant(String tenant, HttpServletRequest request) {
    var headers = new TreeMap<String, String>();
    headers.put("Leadline-Tenant", tenant);
    for (String name : PASSED_ON) {
      String given = request.getHeader(name);
      if (given != null) headers.put(name, given);
    }
    return headers;
  }

  static ResponseEntity<byte[]> to(
      ForwardWrites writes,
      List<String> path,
      Map<String, String> headers,
      HttpServletRequest request)
      throws IOException {
    ForwardWrites.Answer answer =
        writes.forward(
            new ForwardWrites.Request(
                request.getMethod(),
                path,
                headers,
                request.getContentLengthLong(),
                request.getInputStream()));
    var given = new HttpHeaders();
    answer.headers().forEach(given::set);
    return ResponseEntity.status(answer.status())
        .headers(given)
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
