package dev.leadline.gateway.clients;

import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes clients that give up in time. */
@Component
final class ServiceCalls {

  private final RestClient.Builder builder;
  private final ServiceSettings settings;
  private final JdkClientHttpRequestFactory requests;

  ServiceCalls(RestClient.Builder builder, ServiceSettings settings) {
    this.builder = builder;
    this.settings = settings;
    this.requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build());
    requests.setReadTimeout(settings.readTimeout());
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

  private RestClient to(URI address) {
    return builder.clone().requestFactory(requests).baseUrl(address.toString()).build();
  }
}
