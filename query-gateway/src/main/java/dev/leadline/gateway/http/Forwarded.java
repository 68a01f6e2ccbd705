package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ForwardWrites;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** The answer to a request that another service answers. */
final class Forwarded {

  private Forwarded() {}

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
