package dev.leadline.notification.channels;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The one way out for HTTP. It follows no redirection, repeats nothing by itself, keeps no cookies,
 * reads only the beginning of an answer, and never waits for ever.
 */
@Component
final class HttpDoor implements DisposableBean {

  private static final int MOST_OF_AN_ANSWER = 16_384;
  private static final int MOST_TO_ONE_HOST = 200;
  private static final int MOST_CONNECTIONS = 2_000;

  private final CloseableHttpClient client;
  private final boolean allowInside;
  private final Duration longest;
  private final ScheduledExecutorService limits =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notification-limits").factory());

  HttpDoor(ChannelSettings settings) {
    allowInside = settings.allowInsideAddresses();
    longest = settings.connectTimeout().plus(settings.answerTimeout()).multipliedBy(2);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new OutsideAddresses(allowInside))
            .setMaxConnPerRoute(MOST_TO_ONE_HOST)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout(settings.connectTimeout().toMillis()))
                    .setSocketTimeout(timeout(settings.answerTimeout().toMillis()))
                    .setTimeToLive(1, TimeUnit.MINUTES)
                    .build())
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout(settings.connectTimeout().toMillis()))
                    .setResponseTimeout(timeout(settings.answerTimeout().toMillis()))
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Leadline")
            .build();
  }

  private static Timeout timeout(long millis) {
    return Timeout.ofMilliseconds(millis);
  }

  /** What came back; the body is cut after its beginning. */
  record Answer(int status, @Nullable String retryAfter, String body) {}

  /** An address that is not used, whatever it is. */
  static final class NotEncrypted extends IOException {
    private static final long serialVersionUID = 1L;

    NotEncrypted() {
      super("not encrypted");
    }
  }

  /** Sends JSON once. */
  Answer post(URI address, Map<String, String> headers, String json) throws IOException {
    if (!allowInside && !"https".equalsIgnoreCase(address.getScheme())) throw new NotEncrypted();
    var request = new HttpPost(address);
    headers.forEach(request::setHeader);
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    // The timeouts of a connection are of each piece that is read; this one is of all of them.
    Future<?> limit = limits.schedule(request::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = client.executeOpen(host(request), request, null);
      try {
        return answer(response);
      } finally {
        end(request, response);
      }
    } finally {
      limit.cancel(false);
    }
  }

  private static HttpHost host(HttpPost request) {
    try {
      return RoutingSupport.determineHost(request);
    } catch (HttpException none) {
      throw new IllegalArgumentException("An address has no host", none);
    }
  }

  /** Reads no more of an answer that is longer, and keeps its connection only if it is not. */
  private static void end(HttpPost request, ClassicHttpResponse response) {
    request.cancel();
    try {
      response.close();
    } catch (IOException cutOff) {
      // What there was to know is known.
    }
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    Header retryAfter = response.getFirstHeader("Retry-After");
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_OF_AN_ANSWER);
    return new Answer(
        response.getCode(),
        retryAfter == null ? null : retryAfter.getValue(),
        new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void destroy() throws IOException {
    limits.shutdownNow();
    client.close();
  }
}
