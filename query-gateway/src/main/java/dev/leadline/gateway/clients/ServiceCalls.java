package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.domain.WhoAsks;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Makes clients that give up in time, and that say on whose behalf they call. Services believe it
 * because of the key, which this gateway has and no caller of it.
 */
@Component
final class ServiceCalls {

  private final RestClient.Builder builder;
  private final ServiceSettings settings;
  private final JdkClientHttpRequestFactory requests;

  ServiceCalls(RestClient.Builder builder, ServiceSettings settings, WhoAsks whoAsks) {
    this.builder =
        builder
            .clone()
            .requestInterceptor(
                (request, body, execution) -> {
                  introduce(request.getHeaders(), settings.key(), whoAsks.now());
                  return execution.execute(request, body);
                });
    this.settings = settings;
    this.requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build());
    requests.setReadTimeout(settings.readTimeout());
  }

  private static void introduce(HttpHeaders headers, String key, @Nullable Caller caller) {
    if (!key.isBlank()) headers.set("Leadline-Service-Key", key);
    if (caller == null) return;
    headers.set("Leadline-Tenant", caller.tenant());
    headers.set(
        "Leadline-Roles",
        caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
    if (!caller.isPerson()) return;
    headers.set("Leadline-Member", caller.id());
    headers.set("Leadline-Member-Name", URLEncoder.encode(caller.name(), StandardCharsets.UTF_8));
  }

  /**
   * The template of a path. Each of its parts stays one, whatever is in it: what builds paths from
   * parts leaves blank ones away, and takes braces for names.
   */
  static String pathOf(int parts) {
    return "/{part}".repeat(parts);
  }

  RestClient leadService() {
    return to(settings.leadService());
  }

  RestClient timelineService() {
    return to(settings.timelineService());
  }

  RestClient notificationService() {
    return to(settings.notificationService());
  }

  RestClient enrichmentService() {
    return to(settings.enrichmentService());
  }

  private RestClient to(URI address) {
    return builder.clone().requestFactory(requests).baseUrl(address.toString()).build();
  }
}
