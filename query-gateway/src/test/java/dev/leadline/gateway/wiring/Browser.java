package dev.leadline.gateway.wiring;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody with a browser: cookies, forms with their tokens, no key. */
final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final RunningGateway gateway;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final HttpClient follower =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();

  Browser(RunningGateway gateway) {
    this.gateway = gateway;
  }

  HttpResponse<String> get(String path) {
    return send(client, page(gateway.uri(path)));
  }

  /** To where it leads in the end. */
  HttpResponse<String> follow(String path) {
    return send(follower, page(gateway.uri(path)));
  }

  private static HttpRequest page(URI address) {
    return HttpRequest.newBuilder(address).header("Accept", "text/html,*/*").build();
  }

  /** Sends the form that is on a page, with the token that the page has put into it. */
  HttpResponse<String> submit(String page, String path, String... pairs) {
    return post(path, token(page), pairs);
  }

  @Nullable String token(String page) {
    Matcher token = TOKEN.matcher(get(page).body());
    return token.find() ? token.group(1) : null;
  }

  HttpResponse<String> post(String path, @Nullable String token, String... pairs) {
    var form = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2)
      form.append(pairs[i]).append('=').append(encoded(pairs[i + 1])).append('&');
    if (token != null) form.append("_csrf=").append(encoded(token));
    return send(
        client,
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Accept", "text/html,*/*")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build());
  }

  /** As a script of our pages does, with the token in a header. */
  HttpResponse<String> json(String path, @Nullable String token, String body) {
    var request =
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) request.header("X-XSRF-TOKEN", token);
    return send(client, request.build());
  }

  @Nullable HttpCookie cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
