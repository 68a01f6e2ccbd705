package dev.leadline.gateway.wiring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.leadline.events.Json;
import dev.leadline.events.view.TenantSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What answers where the other services would, in their words. */
final class OutsideServices {

  private static final String HISTORY =
      """
      {"items":[
        {"field":"job_title","value":"Head of <b>Sales</b>","provenance":"MEMBER_EDIT","source":"sam",
         "observedAt":"2026-03-02T09:00:00Z","eventId":"e-2","leadId":"lead-1"},
        {"field":"job_title","value":"Sales","provenance":"CRM","source":"/crm",
         "observedAt":"2026-03-01T09:00:00Z","eventId":"e-1","leadId":"lead-1"},
        {"field":"job_title","value":"Sales","provenance":"CRM","source":"/crm",
         "observedAt":"2026-02-28T09:00:00Z","eventId":"e-0","leadId":"lead-1"}],"more":false}\
      """;

  private static final String FIELDS =
      """
      {"items":[{"name":"job_title","label":"Job title","type":"TEXT","builtIn":true},
        {"name":"biggest_challenge","label":"Biggest challenge","type":"TEXT","builtIn":false}]}\
      """;

  private static final String CRM_FIELDS =
      """
      {"items":[
        {"field":"job_title","system":"HUBSPOT","external":"jobtitle","read":true,"written":true},
        {"field":"job_title","system":"MARKETO","external":"title","read":false,"written":true},
        {"field":"sales_rep_name","system":"SALESFORCE","external":"Owner.Name","read":true,\
        "written":false}]}\
      """;

  private static final String WHOLE =
      "{\"id\":\"whole\",\"scope\":{},\"askedBy\":\"default\",\"state\":\"RUNNING\"}";

  private static final String OF_TOKYO =
      "{\"id\":\"of-tokyo\",\"scope\":{\"tenant\":\"tokyo\"},\"askedBy\":\"tokyo\","
          + "\"state\":\"RUNNING\"}";

  /** Of a file that is longer than what anybody holds back. */
  static final byte[] HALF = "of a person\n".repeat(100_000).getBytes();

  static final CountDownLatch HALF_IS_THERE = new CountDownLatch(1);

  private OutsideServices() {}

  static HttpServer start(List<String> forwarded) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    answer(
        server,
        "/internal/ingest",
        200,
        "application/json",
        """
        {"received":10,"stored":7,"duplicate":1,"parked":1,"unknown":1,"newer":"field"}\
        """);
    answer(
        server,
        "/internal/projections",
        200,
        "application/json",
        """
        [{"name":"lead-rows","position":90,"head":100,"lagEvents":10,"lagSeconds":0.5,"ratePerSecond":1200.0}]\
        """);
    answer(
        server,
        "/internal/store",
        200,
        "application/json",
        """
        {"head":100,"announced":98,"waiting":2,"waitingSeconds":0.25,"events":100,"bytes":4096}\
        """);
    answer(server, "/actuator/health/liveness", 200, "application/json", "{\"status\":\"UP\"}");
    server.createContext(
        "/v1/events",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes());
          var headers = exchange.getRequestHeaders();
          forwarded.add(
              headers.getFirst("Content-Type") + " " + headers.getFirst("Ce-Id") + " " + body);
          boolean broken = body.contains("broken");
          byte[] answer =
              (broken ? "{\"type\":\"/problems/broken-event\",\"status\":400}" : "{\"accepted\":1}")
                  .getBytes();
          exchange
              .getResponseHeaders()
              .set("Content-Type", broken ? "application/problem+json" : "application/json");
          exchange.sendResponseHeaders(broken ? 400 : 202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    NotificationAnswers.addTo(server, forwarded);
    HttpHandler echo =
        exchange -> {
          var headers = exchange.getRequestHeaders();
          String body = new String(exchange.getRequestBody().readAllBytes());
          boolean refused = body.contains("refuse this");
          forwarded.add(
              String.join(
                  " ",
                  exchange.getRequestURI().getPath(),
                  headers.getFirst("Leadline-Tenant"),
                  headers.getFirst("Idempotency-Key"),
                  headers.getFirst("If-Match"),
                  body));
          byte[] answer = (refused ? "{\"detail\":\"Not now.\"}" : told(exchange)).getBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("ETag", "\"8\"");
          int refusal = body.contains("refuse this value") ? 422 : 409;
          exchange.sendResponseHeaders(refused ? refusal : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        };
    server.createContext("/v1/leads/", echo);
    server.createContext("/internal/leads/", echo);
    server.createContext("/v1/fields", echo);
    answer(server, "/v1/crm/fields", 200, "application/json", CRM_FIELDS);
    server.createContext("/v1/settings", echo);
    server.createContext("/v1/ops/", echo);
    server.createContext("/v1/privacy/", echo);
    server.createContext("/v1/privacy/exports/long/", exchange -> half(exchange, true));
    server.createContext("/v1/privacy/exports/broken/", exchange -> half(exchange, false));
    server.start();
    return server;
  }

  /** Half of a file, and the rest once somebody has the first half, or never. */
  private static void half(HttpExchange exchange, boolean andTheRest) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/csv;charset=UTF-8");
      exchange.sendResponseHeaders(200, 2L * HALF.length);
      exchange.getResponseBody().write(HALF);
      exchange.getResponseBody().flush();
      if (!andTheRest || !HALF_IS_THERE.await(30, TimeUnit.SECONDS)) return;
      exchange.getResponseBody().write(HALF);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String told(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String field = exchange.getRequestHeaders().getFirst("Leadline-Field");
    if (path.endsWith("/observations") && "job_title".equals(field)) return HISTORY;
    if (path.equals("/v1/ops/rebuilds")) return "{\"items\":[%s,%s]}".formatted(WHOLE, OF_TOKYO);
    if (path.equals("/v1/ops/rebuilds/whole")) return WHOLE;
    if (path.equals("/v1/ops/rebuilds/of-tokyo")) return OF_TOKYO;
    if (path.equals("/v1/settings"))
      return Json.MAPPER.writeValueAsString(TenantSettings.defaults("default"));
    return path.equals("/v1/fields") ? FIELDS : "{\"version\":8}";
  }

  private static void answer(HttpServer server, String path, int status, String type, String body) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, body.getBytes().length);
          exchange.getResponseBody().write(body.getBytes());
          exchange.close();
        });
  }
}
