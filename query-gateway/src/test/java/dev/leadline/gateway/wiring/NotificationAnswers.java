package dev.leadline.gateway.wiring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What notification-service answers, in its words. */
final class NotificationAnswers {

  private static final String ROOT = "/v1/notifications";

  private static final Map<String, String> LOOKS =
      Map.of(
          "/triggers",
          """
          {"items":[{"trigger":"lead.blocked","label":"Lead blocked"}]}
          """,
          "/kinds",
          """
          {"items":[{"kind":"INBOX","label":"Inbox on this dashboard"},
            {"kind":"SLACK_BOT","label":"Slack, bot","hasTarget":true,"hasSecret":true}]}
          """,
          "/destinations",
          """
          {"items":[{"destinationId":"d-1","name":"Sales <b>","kindLabel":"Slack, bot","target":"C1",
            "enabled":false,"trouble":"Disabled after 3 refusals. Slack no longer accepts our token."}]}
          """,
          "/rules",
          """
          {"items":[{"ruleId":"r-1","name":"Blocks","triggers":["lead.blocked"],"destinationIds":["d-1"],
            "quietHours":{"from":"22:00:00","to":"07:00:00","zone":"Europe/Berlin"},"enabled":true}]}
          """,
          "/rules/r-1",
          """
          {"ruleId":"r-1","name":"Blocks","triggers":["lead.blocked"],"destinationIds":["d-1"],
            "filter":{"stages":["ENGAGED"],"countries":["PT","DE"]},"cooldown":"PT30S",
            "quietHours":{"from":"22:00","to":"07:00","zone":"Europe/Berlin"},
            "rate":{"most":3,"within":"PT90M"},"enabled":false}
          """,
          "/destinations/d-1",
          """
          {"destinationId":"d-1","name":"Sales","kind":"SLACK_BOT","target":"C1","enabled":false}
          """,
          "/inbox",
          """
          {"items":[{"title":"<script>alert(1)</script> was blocked","facts":[{"label":"Stage","value":"Engaged"},{"label":"Country","value":"PT"}],
            "words":"Some words","leadId":"lead-1","at":"2026-11-22T09:00:00Z"}]}
          """,
          "/deliveries",
          """
          {"items":[{"deliveryId":7,"trigger":"lead.blocked","destinationId":"d-1","leadId":"lead-1",
            "state":"UNKNOWN","reason":"It took the message and gave no answer in time.",
            "changedAt":"2026-11-22T09:00:00Z"}],"nextCursor":"6"}
          """);

  private NotificationAnswers() {}

  static void addTo(HttpServer server, List<String> forwarded) {
    server.createContext(ROOT, exchange -> answer(exchange, forwarded));
  }

  private static void answer(HttpExchange exchange, List<String> forwarded) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") || exchange.getRequestURI().getQuery() != null)
      forwarded.add(
          String.join(
              " ",
              method,
              exchange.getRequestURI().toString().substring(ROOT.length()),
              exchange.getRequestHeaders().getFirst("Leadline-Tenant"),
              body));
    if (method.equals("GET")) say(exchange, 200, LOOKS.getOrDefault(path, "{\"items\":[]}"));
    else if (path.endsWith("/test"))
      say(exchange, 200, "{\"delivered\":false,\"detail\":\"The Slack channel is archived.\"}");
    else if (body.contains("\"name\":\"\""))
      say(exchange, 422, "{\"type\":\"/problems/invalid\",\"detail\":\"'name' is missing.\"}");
    else say(exchange, 201, "{\"secret\":\"whsec_once\"}");
  }

  private static void say(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
