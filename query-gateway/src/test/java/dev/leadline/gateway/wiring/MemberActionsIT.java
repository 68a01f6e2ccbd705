package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Channel events that say what members did: from channels they are believed, from people not. */
class MemberActionsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final String UNBLOCK = "leadline.unblock.requested.v1";
  private static final String DATA =
      "{\"identity\":{\"email\":\"a@b.example\"},\"payload\":{\"memberId\":\"kim\"}}";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private static Map<String, Object> integrator(String id) {
    return Map.of("sub", id, "name", "Ines", "tenant", "default", "roles", "INTEGRATOR");
  }

  private static String event(String type) {
    return "{\"specversion\":\"1.0\",\"data\":%s,\"type\":\"%s\"}".formatted(DATA, type);
  }

  private static HttpResponse<String> publish(
      @Nullable String credential, String contentType, String body, String... headers) {
    return GATEWAY.sendAs(
        credential,
        HttpRequest.newBuilder(GATEWAY.uri("/v1/events"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", contentType),
        headers);
  }

  private static void isRefused(HttpResponse<String> answer, String call) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    JsonNode problem = Json.MAPPER.readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("/problems/forbidden");
    assertThat(problem.path("detail").asString()).contains(call);
  }

  private static void isKept(String who, String outcome, String types) {
    await("the audit log has it")
        .untilAsserted(
            () -> {
              JsonNode kept =
                  Json.MAPPER.readTree(GATEWAY.get("/v1/audit?limit=200&who=" + who).body());
              assertThat(kept.path("items"))
                  .anySatisfy(
                      entry -> {
                        assertThat(entry.path("action").asString()).isEqualTo("INGEST_EVENTS");
                        assertThat(entry.path("outcome").asString()).isEqualTo(outcome);
                        assertThat(entry.path("details").asString("")).isEqualTo("types=" + types);
                        assertThat(entry.toString()).doesNotContain("b.example");
                      });
            });
  }

  @Test
  void an_integrator_who_is_signed_in_unblocks_nobody_by_an_event_in_any_mode() {
    String id = "ines-" + UUID.randomUUID();
    String token = GATEWAY.issuer.token(integrator(id));
    String unblock = "POST /v1/leads/{leadId}/unblock";
    int forwarded = GATEWAY.forwarded.size();
    isRefused(publish(token, STRUCTURED, event(UNBLOCK)), unblock);
    isRefused(publish(token, "application/json", event(UNBLOCK)), unblock);
    isRefused(publish(token, "application/json", DATA, "ce-type", UNBLOCK), unblock);
    String innocent = event("leadline.web.page-viewed.v1");
    isRefused(publish(token, BATCH, "[%s,%s]".formatted(innocent, event(UNBLOCK))), unblock);
    String escaped = event(UNBLOCK).replace("unblock", "\\u0075nblock");
    isRefused(publish(token, STRUCTURED, escaped), unblock);
    isRefused(
        publish(token, STRUCTURED, event("leadline.control.taken-over.v1")),
        "POST /v1/leads/{leadId}/takeover");
    isRefused(
        publish(token, STRUCTURED, event("leadline.block.requested.v1")),
        "POST /v1/leads/{leadId}/block");
    assertThat(GATEWAY.forwarded).as("nothing was passed on").hasSize(forwarded);
    isKept(id, "FORBIDDEN", UNBLOCK);

    assertThat(publish(token, STRUCTURED, innocent).statusCode()).isEqualTo(202);
  }

  @Test
  void nor_by_a_session() {
    String id = "ines-" + UUID.randomUUID();
    var browser = new Browser(GATEWAY);
    GATEWAY.issuer.signsIn(integrator(id));
    browser.follow("/oauth2/authorization/oidc");
    String token = browser.token("/leads");
    isRefused(browser.json("/v1/events", token, event(UNBLOCK)), "POST /v1/leads/{leadId}/unblock");
    isKept(id, "FORBIDDEN", UNBLOCK);
  }

  @Test
  void a_channel_says_what_members_did_elsewhere_and_it_is_kept_that_it_did() {
    var root = new Caller("default", Caller.Kind.PROGRAM, "root", "root", Set.of(Role.values()));
    if (!(GATEWAY.bean(ManageKeys.class).make(root, "channel", Set.of(Role.INGEST))
        instanceof ManageKeys.Made(ApiKey key, String secret))) throw new AssertionError();
    String both = "[%s,%s]".formatted(event("leadline.control.taken-over.v1"), event(UNBLOCK));
    assertThat(publish(secret, BATCH, both).statusCode()).isEqualTo(202);
    assertThat(GATEWAY.forwarded.getLast()).endsWith(both);
    isKept(key.keyId(), "DONE", "leadline.control.taken-over.v1," + UNBLOCK);

    publish(secret, STRUCTURED, event("leadline.web.page-viewed.v1"));
    List<JsonNode> kept =
        Json.MAPPER
            .readTree(GATEWAY.get("/v1/audit?limit=200&who=" + key.keyId()).body())
            .path("items")
            .valueStream()
            .toList();
    assertThat(kept).as("all else arrives by the thousands").hasSize(1);
  }
}
