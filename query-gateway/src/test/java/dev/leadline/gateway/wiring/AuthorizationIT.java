package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.Access;
import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every endpoint, for every role of the own and of another tenant, and for nobody. */
class AuthorizationIT {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final String LEAD = "lead-of-default";

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final Map<Role, String> OWN = new EnumMap<>(Role.class);
  private static final Map<Role, String> OTHER = new EnumMap<>(Role.class);

  @BeforeAll
  static void there_are_keys_of_every_role_in_two_tenants() {
    for (Role role : Role.values()) {
      OWN.put(role, key("default", role));
      OTHER.put(role, key("other", role));
    }
    GATEWAY.holds(Journey.of(LEAD, Instant.EPOCH).writes("Hello"));
  }

  @AfterAll
  static void nothing_is_left() {
    GATEWAY.clear();
  }

  private static String key(String tenant, Role role) {
    var root = new Caller(tenant, Caller.Kind.PROGRAM, "root", "root", Set.of(Role.values()));
    return GATEWAY.bean(ManageKeys.class).make(root, role.name(), Set.of(role))
            instanceof ManageKeys.Made(ApiKey made, String secret)
        ? secret
        : "none";
  }

  /** The endpoints that the web framework knows, as {@code METHOD /address}. */
  private static Set<String> mapped() {
    var mapped = new TreeSet<String>();
    GATEWAY
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping -> {
              var methods = mapping.getMethodsCondition().getMethods();
              for (String address : mapping.getPatternValues())
                if (methods.isEmpty()) mapped.add("ANY " + address);
                else methods.forEach(method -> mapped.add(method + " " + address));
            });
    return mapped;
  }

  @Test
  void every_endpoint_is_in_the_table_and_nothing_else_is() {
    var listed = new TreeSet<String>();
    Access.endpoints().forEach(it -> listed.add(it.method() + " " + it.address()));
    assertThat(listed)
        .as("endpoints in domain/Access: add a line for what is missing")
        .isEqualTo(mapped());
  }

  private record Cell(Access.Endpoint endpoint, String who, @Nullable String key) {}

  @Test
  void the_table_holds_for_every_role_of_both_tenants_and_for_nobody() {
    var wrong = new ArrayList<String>();
    for (Access.Endpoint endpoint : Access.endpoints()) {
      if (endpoint.permission() == Permission.OPEN) {
        int status = status(new Cell(endpoint, "nobody", null));
        // The pages that people sign in by answer to nobody by their own 401.
        boolean signIn = endpoint.address().startsWith("/sign-in");
        if (status == FORBIDDEN && endpoint.method().equals("POST")) continue;
        if (status == FORBIDDEN || (status == UNAUTHORIZED && !signIn))
          wrong.add("nobody: " + endpoint + " " + status);
        continue;
      }
      check(new Cell(endpoint, "nobody", null), UNAUTHORIZED, wrong);
      check(new Cell(endpoint, "a key that is none", "ll_nonsense"), UNAUTHORIZED, wrong);
      for (Role role : Role.values()) {
        boolean may = endpoint.permission().roles().contains(role);
        check(new Cell(endpoint, "default " + role, OWN.get(role)), may ? 0 : FORBIDDEN, wrong);
        boolean ofLead = endpoint.address().contains("{leadId}") && isAnsweredHere(endpoint);
        int other = ofLead ? NOT_FOUND : 0;
        check(new Cell(endpoint, "other " + role, OTHER.get(role)), may ? other : FORBIDDEN, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_a_role_may_not_do_is_not_offered_to_it() {
    assertThat(page(Role.MEMBER, "/leads"))
        .contains(">Settings</a>")
        .doesNotContain("id=\"export\"", "href=\"/operations\"");
    assertThat(page(Role.MEMBER, "/leads/" + LEAD))
        .contains("Take over chat", ">Block</button>")
        .doesNotContain("Set the stage…", "Merge with another lead", "Erase the person");
    assertThat(page(Role.MANAGER, "/leads")).contains("id=\"export\"", "href=\"/operations\"");
    assertThat(page(Role.MANAGER, "/leads/" + LEAD))
        .contains("Set the stage…", "Merge with another lead", "Erase the person");
  }

  private static String page(Role role, String path) {
    HttpResponse<String> answer =
        GATEWAY.sendAs(
            OWN.get(role), HttpRequest.newBuilder(GATEWAY.uri(path)).header("Accept", "text/html"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** Others are answered by the service that owns them, and which is told the tenant. */
  private static boolean isAnsweredHere(Access.Endpoint endpoint) {
    return endpoint.method().equals("GET")
        && !endpoint.address().endsWith("/control")
        && !endpoint.address().endsWith("/merge-suggestions");
  }

  /**
   * One cell of the table.
   *
   * @param expected 0 for whatever is neither 401 nor 403
   */
  private static void check(Cell cell, int expected, List<String> wrong) {
    int status = status(cell);
    boolean right =
        expected == 0 ? status != UNAUTHORIZED && status != FORBIDDEN : status == expected;
    if (!right)
      wrong.add(
          "%s: %s %s answers %d, not %s"
              .formatted(
                  cell.who(),
                  cell.endpoint().method(),
                  cell.endpoint().address(),
                  status,
                  expected == 0 ? "as to somebody who may" : expected));
  }

  private static int status(Cell cell) {
    String path =
        cell.endpoint()
            .address()
            .replace("{leadId}", LEAD)
            .replaceAll("\\{[^:}]+:([^|}]+)[^}]*}", "$1")
            .replaceAll("\\{[^}]+}", "some-id")
            .replace("\\", "");
    if (path.equals("/leads/rows")) path += "?cursor=x";
    // It never ends: that it begins is enough.
    if (path.equals("/v1/stream")) path += "?nonsense=1";
    String method = cell.endpoint().method().equals("ANY") ? "GET" : cell.endpoint().method();
    boolean bodiless = method.equals("GET") || method.equals("DELETE");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(GATEWAY.uri(path))
            .method(method, bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    if (!bodiless)
      request.header(
          "Content-Type",
          path.startsWith("/v1/") ? "application/json" : "application/x-www-form-urlencoded");
    return GATEWAY.sendAs(cell.key(), request).statusCode();
  }

  /**
   * What changes nothing that is others': a look of one's own, and what arrives by the thousands.
   */
  private static final Set<Permission> UNWATCHED =
      Set.of(
          Permission.OPEN, Permission.BE_SOMEBODY, Permission.SEE_LEADS, Permission.INGEST_EVENTS);

  private static boolean isWatched(Access.Endpoint endpoint) {
    return !endpoint.method().equals("GET")
        && (endpoint.address().startsWith("/v1/ops/")
            || !UNWATCHED.contains(endpoint.permission()));
  }

  @Test
  void whatever_changes_something_is_in_the_audit_log_with_who_when_what_and_the_outcome() {
    Instant began = Instant.now().minusSeconds(1);
    Caller somebody =
        new Caller("default", Caller.Kind.PROGRAM, "root", "root", Set.of(Role.values()));
    if (!(GATEWAY.bean(ManageKeys.class).make(somebody, "watched", Set.of(Role.MANAGER))
        instanceof ManageKeys.Made(ApiKey key, String secret))) throw new AssertionError();
    var expected = new TreeMap<String, AuditEntry.Outcome>();
    for (Access.Endpoint endpoint : Access.endpoints())
      if (isWatched(endpoint))
        expected.put(
            endpoint.method() + " " + endpoint.address(),
            AuditEntry.Outcome.of(status(new Cell(endpoint, "watched", secret))));
    assertThat(expected.keySet())
        .contains(
            "POST /v1/ops/projections/{name}/rebuild",
            "POST /v1/ops/rebuilds/{id}/{wish:pause|resume|cancel|rollback}",
            "POST /v1/ops/dead-letters/{id}/discard",
            "POST /v1/ops/republish");

    await("the audit log has it all")
        .untilAsserted(
            () -> {
              JsonNode kept =
                  Json.MAPPER.readTree(
                      GATEWAY.get("/v1/audit?limit=200&who=" + key.keyId()).body());
              var told = new TreeMap<String, AuditEntry.Outcome>();
              for (JsonNode entry : kept.path("items")) {
                String request = entry.path("request").asString();
                told.put(request, AuditEntry.Outcome.valueOf(entry.path("outcome").asString()));
                assertThat(Instant.parse(entry.path("at").asString())).isAfter(began);
                assertThat(entry.path("whoKind").asString()).isEqualTo("PROGRAM");
                if (request.contains("{id}"))
                  assertThat(entry.path("details").asString("")).as(request).contains("id=some-id");
              }
              assertThat(told).isEqualTo(expected);
            });
  }

  @Test
  void an_order_to_operations_is_kept_with_what_it_says_and_without_words() {
    GATEWAY.post(
        "/v1/ops/republish",
        "application/json",
        "{\"to\":\"for.somebody\",\"fromPosition\":7,\"why\":\"Ana Silva wants it\"}");
    GATEWAY.post("/v1/ops/rebuilds/r-17/pause", "application/json", "{}");
    await("the audit log has it")
        .untilAsserted(
            () ->
                assertThat(GATEWAY.get("/v1/audit?action=OPERATE").body())
                    .contains("\"fromPosition=7&to=for.somebody\"", "\"id=r-17&wish=pause\"")
                    .doesNotContain("Ana Silva"));
  }

  @Test
  void a_tenant_sees_nothing_of_another() {
    String there = OTHER.get(Role.MANAGER);
    HttpResponse<String> list =
        GATEWAY.sendAs(there, HttpRequest.newBuilder(GATEWAY.uri("/v1/leads")));
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("\"total\":0").doesNotContain(LEAD);
    HttpResponse<String> csv =
        GATEWAY.sendAs(there, HttpRequest.newBuilder(GATEWAY.uri("/v1/leads/export.csv")));
    assertThat(csv.body()).doesNotContain(LEAD);
    HttpResponse<String> keys =
        GATEWAY.sendAs(there, HttpRequest.newBuilder(GATEWAY.uri("/v1/api-keys")));
    assertThat(keys.body()).contains("MANAGER");
    GATEWAY.sendAs(
        there,
        HttpRequest.newBuilder(GATEWAY.uri("/v1/leads/" + LEAD + "/block"))
            .POST(BodyPublishers.ofString("{\"memberId\":\"a\",\"memberName\":\"A\"}"))
            .header("Content-Type", "application/json"),
        "Leadline-Tenant",
        "default");
    assertThat(GATEWAY.forwarded.getLast()).startsWith("/v1/leads/" + LEAD + "/block other ");
  }
}
