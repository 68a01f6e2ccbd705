package dev.leadline.gateway.clients;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.domain.WhoAsks;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  /** An answer has to be read within that time, and a file as fast as its reader takes it. */
  private static final Duration LONGEST_FILE = Duration.ofHours(1);

  private final RestClient.Builder builder;
  private final ServiceSettings settings;
  private final JdkClientHttpRequestFactory requests;
  private final JdkClientHttpRequestFactory files;

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
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
    this.requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(settings.readTimeout());
    this.files = new JdkClientHttpRequestFactory(client);
    files.setReadTimeout(LONGEST_FILE);
  }

  private static void introduce(HttpHeaders headers, String key, @Nullable Caller caller) {
    if (!key.isBlank()) headers.set("Leadline-Service-Key", key);
    if (caller == null) return;
    headers.set("Leadline-Tenant", caller.tenant());
    headers.set(
        "Leadline-Roles",
        caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
    if (!caller.isPerson()) return;
    // A provider may give ids of any signs, and a header takes few.
    headers.set("Leadline-Member", URLEncoder.encode(caller.id(), StandardCharsets.UTF_8));
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

  /** Whose answers are read for as long as somebody takes them. */
  RestClient filesOfLeadService() {
    return to(settings.leadService(), files);
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
    return to(address, requests);
  }

  private RestClient to(URI address, JdkClientHttpRequestFactory by) {
    return builder.clone().requestFactory(by).baseUrl(address.toString()).build();
  }
}
