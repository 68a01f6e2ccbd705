package dev.leadline.enrichment.providers;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/** Questions as forms, and addresses with parameters. */
final class Forms {

  private Forms() {}

  static HttpDoor.Question post(URI address, Map<String, String> fields) {
    return new HttpDoor.Question(
        HttpMethod.POST, address, Map.of(), "application/x-www-form-urlencoded", encoded(fields));
  }

  static URI at(URI base, String path, Map<String, String> parameters) {
    String root = base.toString().replaceFirst("/+$", "");
    return URI.create(root + path + (parameters.isEmpty() ? "" : "?" + encoded(parameters)));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
