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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Salesforce's REST API: SOQL for reading, sObject collections for writing, a token by OAuth's
 * client credentials at the address of the organisation.
 */
final class Salesforce implements CrmApi {

  /** Of a lead that has become a contact there: nobody can write it any more, and need not. */
  static final String CONVERTED = "CANNOT_UPDATE_CONVERTED_LEAD";

  private static final String DATA = "/services/data/v62.0";
  private static final Duration UNTIL_A_LIMIT_IS_OVER = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private final CrmDoor door;
  private final String object;
  private final Set<String> fields;

  Salesforce(
      HttpDoor http, Backend backend, CrmSettings.Connection connection, Set<String> mapped) {
    URI address = Crm.address(connection);
    this.object = connection.object().isBlank() ? "Lead" : connection.object();
    this.fields = new LinkedHashSet<>(new TreeSet<>(mapped));
    this.fields.remove("Email");
    this.door =
        new CrmDoor(
            http,
            backend,
            () ->
                Forms.post(
                    Forms.at(address, "/services/oauth2/token", Map.of()),
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_id", Crm.given(connection.clientId()),
                        "client_secret", Crm.given(connection.clientSecret()))),
            reply ->
                new Token(
                    CrmDoor.text(reply, "access_token"),
                    URI.create(reply.body().path("instance_url").asString(address.toString()))),
            Salesforce::judged,
            null);
  }

  /** Errors are a list of objects with a code. */
  private static Reply judged(Reply reply) {
    String code = reply.body().path(0).path("errorCode").asString("");
    switch (code) {
      case "INVALID_SESSION_ID" -> throw new CrmDoor.TokenIsOver();
      case "REQUEST_LIMIT_EXCEEDED" ->
          throw new CallFailed(
              Kind.PASSING,
              "has no more calls for us today",
              CrmDoor.wait(reply.headers(), UNTIL_A_LIMIT_IS_OVER));
      case "SERVER_UNAVAILABLE", "UNABLE_TO_LOCK_ROW" ->
          throw new CallFailed(Kind.PASSING, "answers " + code, null);
      default -> {}
    }
    return reply;
  }

  private static Map<String, String> headers(Token token) {
    return Map.of(
        "Authorization", "Bearer " + token.value(), "Sforce-Query-Options", "batchSize=400");
  }

  private static URI instance(Token token) {
    URI instance = token.instance();
    if (instance == null) throw new IllegalStateException("A token of Salesforce has an instance");
    return instance;
  }

  @Override
  public Pulled changed(Position position) {
    String cursor = position.cursor();
    // SystemModstamp has seconds in conditions: what was changed in the same one is read again.
    String since =
        DateTimeFormatter.ISO_INSTANT.format(
            position.since().minus(Crm.OVERLAP).truncatedTo(ChronoUnit.SECONDS));
    String soql =
        select() + " WHERE SystemModstamp >= %s ORDER BY SystemModstamp, Id".formatted(since);
    Reply reply =
        door.ask(
            token ->
                Question.get(
                    cursor == null
                        ? Forms.at(instance(token), DATA + "/query", Map.of("q", soql))
                        : Forms.at(instance(token), cursor, Map.of()),
                    headers(token)));
    String code = reply.body().path(0).path("errorCode").asString("");
    if (code.equals("INVALID_QUERY_LOCATOR") || (cursor != null && reply.status() == 404))
      return new StartAgain();
    if (reply.status() != 200 || !reply.body().path("records").isArray())
      throw new CallFailed(
          reply.status() == 200 ? Kind.PASSING : Kind.REFUSED,
          "does not answer the query (%d %s)".formatted(reply.status(), code),
          null);
    List<CrmRecord> records = records(reply);
    String next =
        reply.body().path("done").booleanValue(true)
            ? null
            : reply.body().path("nextRecordsUrl").asString("");
    if (next != null && !next.startsWith("/services/data/"))
      throw new CallFailed(Kind.PASSING, "says where to go on in no way we know", null);
    Instant newest =
        records.stream()
            .map(CrmRecord::modifiedAt)
            .filter(at -> at != null)
            .max(Instant::compareTo)
            .orElse(null);
    return new Page(records, position.after(newest, next));
  }

  private String select() {
    String more = fields.stream().map(field -> ", " + field).collect(Collectors.joining());
    return "SELECT Id, Email, SystemModstamp" + more + " FROM " + object;
  }

  private List<CrmRecord> records(Reply reply) {
    return reply.body().path("records").valueStream().map(this::record).toList();
  }

  private CrmRecord record(JsonNode record) {
    Map<String, String> values = new HashMap<>();
    // What is read of the account or the owner is an object within the record.
    for (String field : fields) Crm.put(values, field, record.at("/" + field.replace('.', '/')));
    Crm.put(values, "Email", record.path("Email"));
    return new CrmRecord(
        record.path("Id").asString(),
        Crm.email(record.path("Email")),
        values,
        time(record.path("SystemModstamp").asString("")));
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }

  @Override
  public List<CrmRecord> find(Collection<String> ids, Collection<String> emails) {
    var conditions = new ArrayList<String>();
    if (!ids.isEmpty()) conditions.add("Id IN (" + quoted(ids) + ")");
    if (!emails.isEmpty()) conditions.add("Email IN (" + quoted(emails) + ")");
    if (conditions.isEmpty()) return List.of();
    String soql =
        select() + " WHERE " + String.join(" OR ", conditions) + " ORDER BY SystemModstamp DESC";
    Reply reply =
        door.ask(
            token ->
                Question.get(
                    Forms.at(instance(token), DATA + "/query", Map.of("q", soql)), headers(token)));
    if (reply.status() != 200 || !reply.body().path("records").isArray())
      throw new CallFailed(
          reply.status() == 200 ? Kind.PASSING : Kind.REFUSED,
          "does not answer the query (%d)".formatted(reply.status()),
          null);
    return records(reply);
  }

  private static String quoted(Collection<String> texts) {
    return texts.stream()
        .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<Written> write(List<Draft> drafts) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("allOrNone", false);
    ArrayNode list = body.putArray("records");
    for (Draft draft : drafts) {
      ObjectNode record = list.addObject();
      record.putObject("attributes").put("type", object);
      if (draft.externalId() != null) record.put("id", draft.externalId());
      draft.values().forEach(record::put);
    }
    boolean fresh = drafts.getFirst().externalId() == null;
    Function<Token, Question> question =
        token ->
            Question.json(
                fresh ? HttpMethod.POST : HttpMethod.PATCH,
                Forms.at(instance(token), DATA + "/composite/sobjects", Map.of()),
                headers(token),
                body);
    Reply reply = fresh ? door.askOnce(question) : door.ask(question);
    if (reply.status() != 200 || reply.body().size() != drafts.size())
      throw new CallFailed(
          reply.status() == 200 ? Kind.PASSING : Kind.NOT_TAKEN,
          "does not take records (%d %s)"
              .formatted(reply.status(), reply.body().path(0).path("errorCode").asString("")),
          null);
    var written = new ArrayList<Written>();
    for (int i = 0; i < drafts.size(); i++) {
      JsonNode result = reply.body().path(i);
      String id = drafts.get(i).externalId();
      // The code alone: messages may repeat what was written.
      written.add(
          result.path("success").booleanValue(false)
              ? new Written(result.path("id").asString(id), null, null)
              : Written.refused(
                  id, result.path("errors").path(0).path("statusCode").asString("REFUSED")));
    }
    return written;
  }
}
