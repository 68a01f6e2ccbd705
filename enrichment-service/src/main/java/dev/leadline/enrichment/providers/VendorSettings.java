package dev.leadline.enrichment.providers;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * One vendor with an HTTP API; {@code enrichment-service.yml} is the manual.
 *
 * @param url with {@code {{email}}} and the like in it; without one there is no such vendor
 * @param method GET, or POST with a body
 * @param headers such as {@code Authorization: Bearer ...}
 * @param body the JSON to send, with {@code {{email}}} and the like in it
 * @param fields such as {@code company_name=/company/name}: our field, and a pointer into the
 *     answer
 * @param person a pointer: if there is something, the vendor knows who, and not only the company
 * @param confidence a pointer to a number from 0 to 1
 * @param timeout for one call
 */
@ConfigurationProperties("leadline.enrichment-service.recognition.vendor")
public record VendorSettings(
    @Nullable String name,
    @Nullable String url,
    @Nullable String method,
    @Nullable List<String> headers,
    @Nullable String body,
    @Nullable List<String> fields,
    @Nullable String person,
    @Nullable String confidence,
    @Nullable Duration timeout) {

  boolean isThere() {
    return url != null && !url.isBlank();
  }

  URI address(Map<String, String> about) {
    return URI.create(
        filled(
            url == null ? "" : url,
            about,
            value -> URLEncoder.encode(value, StandardCharsets.UTF_8)));
  }

  /** What is not known is empty. */
  String filled(
      String template, Map<String, String> about, java.util.function.UnaryOperator<String> escape) {
    String text = template;
    for (var each : about.entrySet())
      text = text.replace("{{" + each.getKey() + "}}", escape.apply(each.getValue()));
    return text.replaceAll("\\{\\{\\w+}}", "");
  }

  Map<String, String> headersByName() {
    return parts(headers, ":", "A header has a name, a colon and a value");
  }

  Map<String, String> pointers() {
    return parts(fields, "=", "A field has a name, an equals sign and a pointer");
  }

  private static Map<String, String> parts(
      @Nullable List<String> lines, String separator, String form) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (lines == null) return parts;
    for (String line : lines) {
      int at = line.indexOf(separator);
      // The value may be a secret and is not shown.
      if (at <= 0) throw new IllegalStateException(form + ".");
      parts.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
    }
    return parts;
  }

  /** Without headers, which hold keys. */
  @Override
  public String toString() {
    return "VendorSettings[name=%s, method=%s, fields=%s]".formatted(name, method, fields);
  }
}
