package dev.leadline.enrichment;

import dev.leadline.enrichment.providers.VendorStandIn;
import dev.leadline.enrichment.providers.VendorStandIn.Answer;
import dev.leadline.enrichment.providers.VendorStandIn.Asked;
import dev.leadline.events.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A HubSpot or a Marketo that remembers, and answers as the public descriptions of their interfaces
 * say. Whoever comes with a token that is over is sent away; an address with {@code refused} in it
 * is not taken.
 */
abstract class CrmStandIn implements AutoCloseable {

  /** By their ids, with {@code email} and whatever was written. */
  final Map<String, ObjectNode> records = new ConcurrentHashMap<>();

  final Map<String, Instant> changedAt = new ConcurrentHashMap<>();
  final AtomicInteger busy = new AtomicInteger();
  final VendorStandIn vendor;
  private final AtomicInteger ids = new AtomicInteger(1000);
  private final AtomicInteger tokens = new AtomicInteger();

  CrmStandIn() throws IOException {
    vendor = new VendorStandIn();
    vendor.answersBy(this::answer);
  }

  /** The token that it gave last is over. */
  void forgetsTokens() {
    tokens.incrementAndGet();
  }

  /** Somebody changes a record there. */
  void changes(String id, String field, String value) {
    records.computeIfAbsent(id, _ -> Json.MAPPER.createObjectNode()).put(field, value);
    changedAt.put(id, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Somebody merges a record into another one, which keeps its own values. */
  void merges(String gone) {
    changedAt.remove(gone);
    records.remove(gone);
  }

  String newId() {
    return Integer.toString(ids.incrementAndGet());
  }

  String newToken() {
    return "token-" + tokens.incrementAndGet();
  }

  private boolean isKnown(Asked asked) {
    return ("Bearer token-" + tokens.get()).equals(asked.header("Authorization"));
  }

  static boolean isRefused(JsonNode given) {
    return given.path("email").asString("").contains("refused");
  }

  List<String> changedSince(Instant since) {
    return changedAt.entrySet().stream()
        .filter(it -> !it.getValue().isBefore(since))
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How often it was asked to write this. */
  long writesOf(String text) {
    return vendor.asked().stream()
        .filter(asked -> isWrite(asked) && asked.body().contains(text))
        .count();
  }

  private @Nullable Answer answer(Asked asked) {
    if (asked.path().contains("/oauth/")) return token(asked);
    if (!isKnown(asked)) return tokenIsOver();
    if (isWrite(asked) && busy.getAndUpdate(it -> Math.max(0, it - 1)) > 0) return tooMany();
    return asked(asked);
  }

  abstract boolean isWrite(Asked asked);

  abstract Answer token(Asked asked);

  abstract Answer tokenIsOver();

  abstract Answer tooMany();

  abstract @Nullable Answer asked(Asked asked);

  @Override
  public void close() {
    vendor.close();
  }

  /** HubSpot's API v3 for contacts. */
  static final class HubSpot extends CrmStandIn {

    /** Addresses beside the first one, and the contacts that have them. */
    final Map<String, String> further = new ConcurrentHashMap<>();

    HubSpot() throws IOException {}

    @Override
    boolean isWrite(Asked asked) {
      return asked.path().endsWith("/batch/create") || asked.path().endsWith("/batch/update");
    }

    @Override
    Answer token(Asked asked) {
      boolean right =
          asked.path().equals("/oauth/v1/token")
              && asked.body().contains("grant_type=refresh_token")
              && asked.body().contains("refresh_token=refresh");
      return right
          ? Answer.of(
              200,
              """
              {"token_type":"bearer","refresh_token":"refresh","access_token":"%s","expires_in":1800}
              """
                  .formatted(newToken()))
          : Answer.of(400, "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"missing or invalid\"}");
    }

    @Override
    Answer tokenIsOver() {
      return Answer.of(
          401,
          """
          {"status":"error","message":"The OAuth token used to make this call expired",
           "category":"EXPIRED_AUTHENTICATION"}
          """);
    }

    @Override
    Answer tooMany() {
      return new Answer(
          429,
          """
          {"status":"error","message":"You have reached your ten_secondly_rolling limit.",
           "errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"}
          """,
          Map.of("Retry-After", "1"));
    }

    @Override
    @Nullable Answer asked(Asked asked) {
      JsonNode body = Json.MAPPER.readTree(asked.body());
      return switch (asked.path().replace("/crm/v3/objects/contacts/", "")) {
        case "search" -> search(body);
        case "batch/read" -> read(body);
        case "batch/create", "batch/update" -> write(body);
        default -> null;
      };
    }

    private Answer search(JsonNode body) {
      JsonNode filter = body.path("filterGroups").path(0).path("filters").path(0);
      List<String> found =
          changedSince(Instant.ofEpochMilli(Long.parseLong(filter.path("value").asString("0"))));
      int from = Integer.parseInt(body.path("after").asString("0"));
      ObjectNode page = Json.MAPPER.createObjectNode().put("total", found.size());
      ArrayNode results = page.putArray("results");
      // One on each page.
      if (from < found.size()) results.add(contact(found.get(from)));
      if (from + 1 < found.size())
        page.putObject("paging").putObject("next").put("after", Integer.toString(from + 1));
      return Answer.of(200, page.toString());
    }

    private Answer read(JsonNode body) {
      boolean byEmail = body.path("idProperty").asString("").equals("email");
      ObjectNode page = Json.MAPPER.createObjectNode().put("status", "COMPLETE");
      ArrayNode results = page.putArray("results");
      for (JsonNode input : body.path("inputs"))
        records.forEach(
            (id, record) -> {
              String key = byEmail ? record.path("email").asString("") : id;
              if (key.equals(input.path("id").asString(""))) results.add(contact(id));
            });
      return Answer.of(200, page.toString());
    }

    private Answer write(JsonNode body) {
      for (JsonNode input : body.path("inputs"))
        if (isRefused(input.path("properties")))
          return Answer.of(
              400,
              """
              {"status":"error","message":"Property values were not valid",
               "correlationId":"c","category":"VALIDATION_ERROR"}
              """);
      for (JsonNode input : body.path("inputs")) {
        String owner = further.get(input.path("properties").path("email").asString(""));
        if (owner != null && !input.has("id"))
          return Answer.of(
              409,
              """
              {"status":"error","message":"Contact already exists. Existing ID: %s",
               "correlationId":"c","category":"CONFLICT"}
              """
                  .formatted(owner));
      }
      ObjectNode page = Json.MAPPER.createObjectNode().put("status", "COMPLETE");
      ArrayNode results = page.putArray("results");
      for (JsonNode input : body.path("inputs")) {
        String id = input.path("id").asString(null);
        String known = id == null ? newId() : id;
        input
            .path("properties")
            .properties()
            .forEach(field -> changes(known, field.getKey(), field.getValue().asString("")));
        results.add(contact(known));
      }
      return Answer.of(201, page.toString());
    }

    private ObjectNode contact(String id) {
      String at = changedAt.get(id).toString();
      ObjectNode contact = Json.MAPPER.createObjectNode().put("id", id);
      contact.set("properties", records.get(id).deepCopy().put("lastmodifieddate", at));
      return contact.put("createdAt", at).put("updatedAt", at).put("archived", false);
    }
  }

  /** Marketo's REST API for leads, which says 200 to everything. */
  static final class Marketo extends CrmStandIn {

    Marketo() throws IOException {}

    @Override
    boolean isWrite(Asked asked) {
      return asked.method().equals("POST");
    }

    @Override
    Answer token(Asked asked) {
      Map<String, String> given = parameters(asked);
      boolean right =
          "client_credentials".equals(given.get("grant_type"))
              && "secret".equals(given.get("client_secret"));
      return right
          ? Answer.of(
              200,
              """
              {"access_token":"%s","token_type":"bearer","expires_in":3599,"scope":"api@acme.example"}
              """
                  .formatted(newToken()))
          : Answer.of(401, "{\"error\":\"unauthorized\"}");
    }

    @Override
    Answer tokenIsOver() {
      return Answer.of(200, error("602", "Access token expired"));
    }

    @Override
    Answer tooMany() {
      return Answer.of(200, error("604", "Request timed out"));
    }

    private static String error(String code, String message) {
      return "{\"requestId\":\"r\",\"success\":false,\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
          .formatted(code, message);
    }

    @Override
    @Nullable Answer asked(Asked asked) {
      Map<String, String> given = parameters(asked);
      if (asked.path().startsWith("/rest/v1/activities/pagingtoken.json"))
        return Answer.of(200, answer().put("nextPageToken", given.get("sinceDatetime")).toString());
      if (asked.path().startsWith("/rest/v1/activities/leadchanges.json"))
        return changes(Instant.parse(given.getOrDefault("nextPageToken", "")));
      if (!asked.path().startsWith("/rest/v1/leads.json")) return null;
      return isWrite(asked) ? write(Json.MAPPER.readTree(asked.body())) : read(given);
    }

    private Answer changes(Instant since) {
      ObjectNode page = answer().put("moreResult", false).put("nextPageToken", "last");
      ArrayNode result = page.putArray("result");
      for (String id : changedSince(since))
        result
            .addObject()
            .put("id", result.size())
            .put("leadId", Long.parseLong(id))
            .put("activityDate", changedAt.get(id).toString())
            .put("activityTypeId", 13);
      return Answer.of(200, page.toString());
    }

    private Answer read(Map<String, String> given) {
      List<String> wanted = Arrays.asList(given.getOrDefault("filterValues", "").split(",", -1));
      boolean byId = "id".equals(given.get("filterType"));
      ObjectNode page = answer();
      ArrayNode result = page.putArray("result");
      records.forEach(
          (id, record) -> {
            if (wanted.contains(byId ? id : record.path("email").asString("")))
              result.add(
                  record
                      .deepCopy()
                      .put("id", Long.parseLong(id))
                      .put("updatedAt", changedAt.get(id).toString()));
          });
      return Answer.of(200, page.toString());
    }

    private Answer write(JsonNode body) {
      ObjectNode page = answer();
      ArrayNode result = page.putArray("result");
      for (JsonNode input : body.path("input")) {
        ObjectNode one = result.addObject();
        if (isRefused(input)) {
          one.put("status", "skipped");
          one.putArray("reasons").addObject().put("code", "1003").put("message", "Empty");
          continue;
        }
        String id = input.path("id").isNumber() ? input.path("id").asString() : newId();
        one.put("id", Long.parseLong(id))
            .put("status", input.path("id").isNumber() ? "updated" : "created");
        for (var field : input.properties())
          if (!field.getKey().equals("id"))
            changes(id, field.getKey(), field.getValue().asString(""));
      }
      return Answer.of(200, page.toString());
    }

    private static ObjectNode answer() {
      return Json.MAPPER.createObjectNode().put("requestId", "r").put("success", true);
    }

    private static Map<String, String> parameters(Asked asked) {
      Map<String, String> parameters = new HashMap<>();
      int begin = asked.path().indexOf('?');
      if (begin < 0) return parameters;
      for (String each : asked.path().substring(begin + 1).split("&", -1)) {
        int is = each.indexOf('=');
        parameters.put(
            each.substring(0, is),
            URLDecoder.decode(each.substring(is + 1), StandardCharsets.UTF_8));
      }
      return parameters;
    }
  }
}
