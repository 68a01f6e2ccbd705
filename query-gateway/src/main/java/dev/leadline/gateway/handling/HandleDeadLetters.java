package dev.leadline.gateway.handling;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskOperations;
import dev.leadline.gateway.domain.AskOperations.Answer;
import dev.leadline.gateway.domain.AskOperations.Call;
import dev.leadline.gateway.domain.AskOperations.Service;
import dev.leadline.gateway.domain.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The dead letters of all services as one list: first what could not be taken in, which
 * lead-service keeps, then what could not be projected, which timeline-service keeps. A service
 * that is down is named in the answer; only if none answers there is none.
 */
public final class HandleDeadLetters {

  /** The source of records that could not be taken in. */
  public static final String INGRESS = "ingress";

  private static final String OF_INGRESS = "ingress-";
  private static final List<String> PATH = List.of("v1", "ops", "dead-letters");
  private static final int NOT_FOUND = 404;

  private final AskOperations ask;

  /** Asks the services. */
  public HandleDeadLetters(AskOperations ask) {
    this.ask = ask;
  }

  /** What is asked for; the limit has been checked. */
  public record Question(
      @Nullable String source, @Nullable String reason, @Nullable String cursor, int limit) {}

  /** Whether this can be the cursor of such a question. */
  public static boolean isCursor(@Nullable String source, String cursor) {
    return services(source).stream().anyMatch(service -> cursor.startsWith(prefix(service)));
  }

  /** A page over all sources. */
  public Answer list(Question question, Map<String, String> headers) {
    var page = new Page(question.limit());
    String cursor = question.cursor();
    for (Service service : services(question.source())) {
      boolean before = cursor != null && !cursor.startsWith(prefix(service));
      var query = new HashMap<String, String>();
      // A page that is full, or begins later, still needs how many there are.
      query.put("limit", Integer.toString(before || page.isFull() ? 1 : page.room()));
      if (question.source() != null) query.put("source", question.source());
      if (question.reason() != null) query.put("reason", question.reason());
      if (cursor != null && !before) {
        String within = cursor.substring(prefix(service).length());
        if (!within.isEmpty()) query.put("cursor", within);
        cursor = null;
      }
      try {
        page.add(service, ask.ask(new Call(service, "GET", PATH, query, headers, null)), before);
      } catch (Unavailable down) {
        page.misses(service, down);
      }
    }
    return page.answer();
  }

  /** Gives an order about one letter, or asks for it. */
  public Answer one(
      String method,
      String id,
      @Nullable String order,
      Map<String, String> headers,
      @Nullable String body) {
    var path = new ArrayList<>(PATH);
    path.add(id);
    if (order != null) path.add(order);
    Service service = id.startsWith(OF_INGRESS) ? Service.LEAD_SERVICE : Service.TIMELINE_SERVICE;
    return ask.ask(new Call(service, method, path, Map.of(), headers, body));
  }

  /** Retries all that match; the numbers of the services added up. */
  public Answer retry(@Nullable String source, Map<String, String> headers, String body) {
    var path = new ArrayList<>(PATH);
    path.add("retry");
    ObjectNode sum = Json.MAPPER.createObjectNode();
    @Nullable Answer refused = null;
    for (Service service : services(source)) {
      Answer answer = ask.ask(new Call(service, "POST", path, Map.of(), headers, body));
      if (!answer.isGiven()) {
        if (refused == null || refused.status() == NOT_FOUND) refused = answer;
        continue;
      }
      JsonNode given = read(answer);
      for (String number : List.of("retried", "left"))
        sum.put(number, sum.path(number).asLong(0) + given.path(number).asLong(0));
      if (given.path("upTo").isIntegralNumber()) sum.set("upTo", given.path("upTo"));
    }
    if (sum.isEmpty() && refused != null) return refused;
    return new Answer(202, "application/json", sum.toString());
  }

  private static List<Service> services(@Nullable String source) {
    if (source == null) return List.of(Service.LEAD_SERVICE, Service.TIMELINE_SERVICE);
    return List.of(source.equals(INGRESS) ? Service.LEAD_SERVICE : Service.TIMELINE_SERVICE);
  }

  private static String prefix(Service service) {
    return switch (service) {
      case LEAD_SERVICE -> "ingress~";
      case TIMELINE_SERVICE -> "projections~";
    };
  }

  private static JsonNode read(Answer answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (JacksonException broken) {
      return Json.MAPPER.createObjectNode();
    }
  }

  /** What is put together of the answers. */
  private static final class Page {
    private final int limit;
    private final ArrayNode items = Json.MAPPER.createArrayNode();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final ArrayNode unavailable = Json.MAPPER.createArrayNode();
    private @Nullable String next;
    private @Nullable Answer refused;
    private @Nullable Unavailable down;
    private boolean given;
    private long total;

    Page(int limit) {
      this.limit = limit;
    }

    int room() {
      return limit - items.size();
    }

    boolean isFull() {
      return room() == 0 || next != null;
    }

    void add(Service service, Answer answer, boolean before) {
      if (!answer.isGiven()) {
        if (refused == null || refused.status() == NOT_FOUND) refused = answer;
        return;
      }
      given = true;
      JsonNode read = read(answer);
      total += read.path("total").asLong(0);
      read.path("reasons")
          .properties()
          .forEach(one -> reasons.merge(one.getKey(), one.getValue().asLong(0), Long::sum));
      if (before) return;
      if (isFull()) {
        // Nothing of it is on this page; the next one begins with it.
        if (next == null && !read.path("items").isEmpty()) next = prefix(service);
        return;
      }
      read.path("items").forEach(items::add);
      JsonNode cursor = read.path("nextCursor");
      if (cursor.isString()) next = prefix(service) + cursor.stringValue();
    }

    void misses(Service service, Unavailable why) {
      unavailable.add(service.label());
      down = why;
    }

    Answer answer() {
      if (!given) {
        if (refused != null) return refused;
        if (down != null) throw down;
      }
      ObjectNode page = Json.MAPPER.createObjectNode();
      page.set("items", items);
      page.put("nextCursor", next);
      page.put("total", total);
      page.set("reasons", Json.MAPPER.valueToTree(reasons));
      page.set("unavailable", unavailable);
      return new Answer(200, "application/json", page.toString());
    }
  }
}
