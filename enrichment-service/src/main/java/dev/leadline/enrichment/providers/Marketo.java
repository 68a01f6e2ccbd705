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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marketo's REST API: changes of leads by paging token, then the leads themselves; writing by
 * {@code leads.json}. It says 200 to everything, and in the body what is wrong.
 */
final class Marketo implements CrmApi {

  private static final Duration RATE = Duration.ofSeconds(20);
  private static final Duration QUOTA = Duration.ofHours(1);
  private static final Set<String> TOKEN = Set.of("600", "601", "602");
  private static final Set<String> PASSING = Set.of("502", "604", "608", "611", "713", "719");
  private static final Set<String> REFUSED = Set.of("603", "605", "610", "1024");
  private static final Set<String> LOST_MARK = Set.of("1003", "1006", "1007", "1076", "702");

  private final CrmDoor door;
  private final URI address;
  private final Set<String> fields;

  Marketo(HttpDoor http, Backend backend, CrmSettings.Connection connection, Set<String> mapped) {
    this.address = Crm.address(connection);
    this.fields = new TreeSet<>(mapped);
    this.fields.add("email");
    this.door =
        new CrmDoor(
            http,
            backend,
            () ->
                Question.get(
                    Forms.at(
                        address,
                        "/identity/oauth/token",
                        Map.of(
                            "grant_type", "client_credentials",
                            "client_id", Crm.given(connection.clientId()),
                            "client_secret", Crm.given(connection.clientSecret()))),
                    Map.of()),
            reply -> new Token(CrmDoor.text(reply, "access_token"), null),
            Marketo::judged,
            null);
  }

  private static Reply judged(Reply reply) {
    if (reply.body().path("success").booleanValue(true)) return reply;
    String code = reply.body().path("errors").path(0).path("code").asString("");
    if (TOKEN.contains(code)) throw new CrmDoor.TokenIsOver();
    switch (code) {
      case "606", "615" ->
          throw new CallFailed(Kind.PASSING, "is asked too often (" + code + ")", RATE);
      case "607" ->
          throw new CallFailed(Kind.PASSING, "has no more calls for us today (607)", QUOTA);
      default -> {}
    }
    if (PASSING.contains(code)) throw new CallFailed(Kind.PASSING, "answers " + code, null);
    if (REFUSED.contains(code)) throw new CallFailed(Kind.REFUSED, "answers " + code, null);
    return reply;
  }

  private Reply get(String path, Map<String, String> parameters) {
    return door.ask(
        token ->
            Question.get(
                Forms.at(address, path, parameters),
                Map.of("Authorization", "Bearer " + token.value())));
  }

  private static boolean isTaken(Reply reply) {
    return reply.status() == 200 && reply.body().path("success").booleanValue(false);
  }

  private static CallFailed strange(Reply reply) {
    String code = reply.body().path("errors").path(0).path("code").asString("");
    return new CallFailed(
        code.isEmpty() && reply.status() == 200 ? Kind.PASSING : Kind.REFUSED,
        "does not answer (%d %s)".formatted(reply.status(), code),
        null);
  }

  @Override
  public Pulled changed(Position position) {
    String mark = position.cursor();
    if (mark == null) {
      Reply reply =
          get(
              "/rest/v1/activities/pagingtoken.json",
              Map.of("sinceDatetime", position.since().minus(Crm.OVERLAP).toString()));
      if (!isTaken(reply)) throw strange(reply);
      mark = CrmDoor.text(reply, "nextPageToken");
    }
    Reply changes =
        get(
            "/rest/v1/activities/leadchanges.json",
            Map.of("nextPageToken", mark, "fields", String.join(",", fields)));
    if (!isTaken(changes)) {
      String code = changes.body().path("errors").path(0).path("code").asString("");
      if (position.cursor() != null && LOST_MARK.contains(code)) return new StartAgain();
      throw strange(changes);
    }
    Map<String, Instant> changedAt = new HashMap<>();
    changes
        .body()
        .path("result")
        .valueStream()
        .forEach(
            change -> {
              Instant at = time(change.path("activityDate").asString(""));
              if (at != null)
                changedAt.merge(
                    change.path("leadId").asString(),
                    at,
                    (one, other) -> one.isAfter(other) ? one : other);
            });
    List<CrmRecord> records =
        changedAt.isEmpty()
            ? List.of()
            : leads("id", changedAt.keySet()).stream()
                .map(
                    it ->
                        new CrmRecord(
                            it.externalId(),
                            it.email(),
                            it.values(),
                            changedAt.get(it.externalId())))
                .toList();
    Instant newest = changedAt.values().stream().max(Instant::compareTo).orElse(null);
    boolean more = changes.body().path("moreResult").booleanValue(false);
    return new Page(
        records, position.after(newest, more ? CrmDoor.text(changes, "nextPageToken") : null));
  }

  private List<CrmRecord> leads(String filter, Collection<String> values) {
    if (values.isEmpty()) return List.of();
    Reply reply =
        get(
            "/rest/v1/leads.json",
            Map.of(
                "filterType",
                filter,
                "filterValues",
                String.join(",", values),
                "batchSize",
                "300",
                "fields",
                "id,updatedAt," + String.join(",", fields)));
    if (!isTaken(reply)) throw strange(reply);
    return reply.body().path("result").valueStream().map(this::record).toList();
  }

  private CrmRecord record(JsonNode lead) {
    Map<String, String> values = new HashMap<>();
    for (String field : fields) Crm.put(values, field, lead.path(field));
    return new CrmRecord(
        lead.path("id").asString(),
        Crm.email(lead.path("email")),
        values,
        time(lead.path("updatedAt").asString("")));
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
    var found = new ArrayList<CrmRecord>(leads("id", ids));
    // A comma would end the address; Marketo knows none with one.
    found.addAll(leads("email", emails.stream().filter(it -> !it.contains(",")).toList()));
    return found;
  }

  @Override
  public List<Written> write(List<Draft> drafts) {
    boolean fresh = drafts.getFirst().externalId() == null;
    ObjectNode body =
        Json.MAPPER
            .createObjectNode()
            .put("action", fresh ? "createOrUpdate" : "updateOnly")
            .put("lookupField", fresh ? "email" : "id");
    ArrayNode input = body.putArray("input");
    for (Draft draft : drafts) {
      ObjectNode lead = input.addObject();
      if (draft.externalId() != null) lead.put("id", Long.parseLong(draft.externalId()));
      draft.values().forEach(lead::put);
    }
    Reply reply =
        door.ask(
            token ->
                Question.json(
                    HttpMethod.POST,
                    Forms.at(address, "/rest/v1/leads.json", Map.of()),
                    Map.of("Authorization", "Bearer " + token.value()),
                    body));
    if (!isTaken(reply)) throw strange(reply);
    JsonNode results = reply.body().path("result");
    if (results.size() != drafts.size())
      throw new CallFailed(Kind.PASSING, "answers for others than were asked", null);
    var written = new ArrayList<Written>();
    for (int i = 0; i < drafts.size(); i++) {
      JsonNode result = results.path(i);
      String id = drafts.get(i).externalId();
      written.add(
          result.path("status").asString("").equals("skipped")
              ? Written.refused(id, result.path("reasons").path(0).path("code").asString("skipped"))
              : new Written(result.path("id").asString(id), null, null));
    }
    return written;
  }
}
