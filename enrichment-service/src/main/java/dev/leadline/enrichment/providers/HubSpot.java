package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.PullRecords.Page;
import dev.leadline.enrichment.domain.crm.PullRecords.Pulled;
import dev.leadline.enrichment.domain.crm.PullRecords.StartAgain;
import dev.leadline.enrichment.providers.CallFailed.Kind;
import dev.leadline.enrichment.providers.CrmDoor.Token;
import dev.leadline.enrichment.providers.HttpDoor.Question;
import dev.leadline.enrichment.providers.HttpDoor.Reply;
import dev.leadline.events.Json;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HubSpot's CRM API v3 for contacts: its search for what was changed, batches for the rest, a token
 * of a private app or one by OAuth's refresh token.
 */
final class HubSpot implements CrmApi {

  private static final String CONTACTS = "/crm/v3/objects/contacts";
  private static final int AT_ONCE = 100;

  /** A search shows ten thousand at most; before that a new one begins. */
  private static final int LAST_OF_A_SEARCH = 9_900;

  /** Between the beginning of a search that goes on with a round, in ms, and HubSpot's mark. */
  private static final char BEGUN = '/';

  private static final int CONFLICT = 409;
  private static final Pattern EXISTING = Pattern.compile("Existing ID: ([1-9]\\d{0,17})");

  private final CrmDoor door;
  private final URI address;
  private final Set<String> properties;

  HubSpot(HttpDoor http, Backend backend, CrmSettings.Connection connection, Set<String> mapped) {
    this.address = Crm.address(connection);
    this.properties = new TreeSet<>(mapped);
    this.properties.add("email");
    this.properties.add("lastmodifieddate");
    String lasting = Crm.given(connection.token());
    this.door =
        new CrmDoor(
            http,
            backend,
            () ->
                Forms.post(
                    Forms.at(address, "/oauth/v1/token", Map.of()),
                    Map.of(
                        "grant_type", "refresh_token",
                        "client_id", Crm.given(connection.clientId()),
                        "client_secret", Crm.given(connection.clientSecret()),
                        "refresh_token", Crm.given(connection.refreshToken()))),
            reply -> new Token(CrmDoor.text(reply, "access_token"), null),
            UnaryOperator.identity(),
            lasting.isBlank() ? null : new Token(lasting, null));
  }

  private static Map<String, String> headers(Token token) {
    return Map.of("Authorization", "Bearer " + token.value());
  }

  private Reply post(String path, JsonNode body) {
    return door.ask(question(path, body));
  }

  private Function<Token, Question> question(String path, JsonNode body) {
    return token ->
        Question.json(
            HttpMethod.POST, Forms.at(address, CONTACTS + path, Map.of()), headers(token), body);
  }

  @Override
  public Pulled changed(Position position) {
    String cursor = position.cursor();
    int begun = cursor == null ? -1 : cursor.indexOf(BEGUN);
    long from =
        cursor == null || begun < 0
            ? position.since().minus(Crm.OVERLAP).toEpochMilli()
            : Long.parseLong(cursor.substring(0, begun));
    ObjectNode search = Json.MAPPER.createObjectNode();
    search
        .putArray("filterGroups")
        .addObject()
        .putArray("filters")
        .addObject()
        .put("propertyName", "lastmodifieddate")
        .put("operator", "GTE")
        .put("value", Long.toString(from));
    search
        .putArray("sorts")
        .addObject()
        .put("propertyName", "lastmodifieddate")
        .put("direction", "ASCENDING");
    ArrayNode wanted = search.putArray("properties");
    properties.forEach(wanted::add);
    search.put("limit", AT_ONCE);
    if (cursor != null) search.put("after", cursor.substring(begun + 1));
    Reply reply = post("/search", search);
    if (reply.status() == 400 && cursor != null) return new StartAgain();
    List<CrmRecord> records = records(reply);
    Instant newest =
        records.stream()
            .map(CrmRecord::modifiedAt)
            .filter(at -> at != null)
            .max(Instant::compareTo)
            .orElse(null);
    String after = reply.body().path("paging").path("next").path("after").asString(null);
    if (after != null
        && after.matches("\\d{1,9}")
        && Integer.parseInt(after) >= LAST_OF_A_SEARCH
        && newest != null
        && newest.toEpochMilli() > from) {
      // The same records in the order of their changes: a new search from here loses none. After
      // an edit of very many at once one that looks back as usual would find the same again.
      long back = newest.minus(Crm.OVERLAP).toEpochMilli();
      long next = back > from ? back : newest.toEpochMilli();
      Instant latest = position.after(newest, after).newest();
      return new Page(records, new Position(latest, next + (BEGUN + "0"), latest));
    }
    String next = after == null || cursor == null ? after : cursor.substring(0, begun + 1) + after;
    return new Page(records, position.after(newest, next));
  }

  private List<CrmRecord> records(Reply reply) {
    boolean found = reply.status() == 200 || reply.status() == 207;
    if (!found || !reply.body().path("results").isArray())
      throw new CallFailed(
          found ? Kind.PASSING : Kind.REFUSED,
          "does not answer (%d %s)"
              .formatted(reply.status(), reply.body().path("category").asString("")),
          null);
    return reply.body().path("results").valueStream().map(this::record).toList();
  }

  private CrmRecord record(JsonNode contact) {
    JsonNode given = contact.path("properties");
    Map<String, String> values = new HashMap<>();
    for (String property : properties)
      if (!property.equals("lastmodifieddate")) Crm.put(values, property, given.path(property));
    return new CrmRecord(
        contact.path("id").asString(),
        Crm.email(given.path("email")),
        values,
        time(given.path("lastmodifieddate").asString(contact.path("updatedAt").asString(""))));
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return null;
    }
  }

  @Override
  public List<CrmRecord> find(Collection<String> ids, Collection<String> emails) {
    var found = new ArrayList<CrmRecord>();
    found.addAll(read(ids, null));
    found.addAll(read(emails, "email"));
    return found;
  }

  /** Unlike a search it sees what was written a moment ago. */
  private List<CrmRecord> read(Collection<String> keys, @Nullable String property) {
    if (keys.isEmpty()) return List.of();
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (property != null) body.put("idProperty", property);
    ArrayNode wanted = body.putArray("properties");
    properties.forEach(wanted::add);
    ArrayNode inputs = body.putArray("inputs");
    keys.forEach(key -> inputs.addObject().put("id", key));
    return records(post("/batch/read", body));
  }

  @Override
  public List<Written> write(List<Draft> drafts) {
    boolean fresh = drafts.getFirst().externalId() == null;
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    for (Draft draft : drafts) {
      ObjectNode input = inputs.addObject();
      if (draft.externalId() != null) input.put("id", draft.externalId());
      ObjectNode given = input.putObject("properties");
      draft.values().forEach(given::put);
    }
    Reply reply =
        fresh ? door.askOnce(question("/batch/create", body)) : post("/batch/update", body);
    JsonNode results = reply.body().path("results");
    if (reply.status() >= 400) {
      // One that it does not take fails them all: each by itself then.
      String category = reply.body().path("category").asString("REFUSED");
      if (drafts.size() == 1)
        return List.of(
            Written.refused(fresh ? existing(reply) : drafts.getFirst().externalId(), category));
      return drafts.stream().map(draft -> write(List.of(draft)).getFirst()).toList();
    }
    if (!results.isArray()) throw new CallFailed(Kind.PASSING, "answers without results", null);
    Map<String, JsonNode> byKey = new HashMap<>();
    results
        .valueStream()
        .forEach(
            result -> {
              byKey.put("id " + result.path("id").asString(""), result);
              byKey.put("email " + result.path("properties").path("email").asString(""), result);
            });
    String error = reply.body().path("errors").path(0).path("category").asString("REFUSED");
    return drafts.stream().map(draft -> written(draft, byKey, error)).toList();
  }

  /** Who has the address among others of theirs is found by it in no other way. */
  private static @Nullable String existing(Reply reply) {
    Matcher told = EXISTING.matcher(reply.body().path("message").asString(""));
    return reply.status() == CONFLICT && told.find() ? told.group(1) : null;
  }

  private static Written written(Draft draft, Map<String, JsonNode> byKey, String error) {
    JsonNode result =
        byKey.get(
            draft.externalId() == null
                ? "email " + draft.values().getOrDefault("email", "")
                : "id " + draft.externalId());
    return result == null
        ? Written.refused(draft.externalId(), error)
        : new Written(
            result.path("id").asString(), null, time(result.path("updatedAt").asString("")));
  }
}
