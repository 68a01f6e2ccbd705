package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People sign in, act in their own name, and leave. */
class SignInIT {

  private static final String SESSION = "leadline-session";
  private static final RunningGateway GATEWAY = RunningGateway.shared();

  private final Browser browser = new Browser(GATEWAY);

  private record Somebody(String id, String password) {}

  private static Somebody joins(String role) {
    return joins("m-" + UUID.randomUUID().toString().substring(0, 8), role);
  }

  private static Somebody joins(String id, String role) {
    JsonNode made =
        json(
            GATEWAY.post(
                "/v1/members",
                "application/json",
                "{\"memberId\":\"%s\",\"name\":\"Sam Reed\",\"roles\":[\"%s\"]}"
                    .formatted(id, role)),
            201);
    return new Somebody(id, made.path("password").stringValue(""));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> signsIn(String id, String password) {
    return browser.submit("/sign-in", "/sign-in", "member", id, "password", password);
  }

  @Test
  void who_has_not_signed_in_is_led_to_where_they_can_and_back() {
    Somebody sam = joins("EDITOR");
    HttpResponse<String> led = browser.get("/leads?stage=ENGAGED");
    assertThat(led.statusCode()).isEqualTo(302);
    assertThat(led.headers().firstValue("Location").orElse(""))
        .endsWith("/sign-in?next=%2Fleads%3Fstage%3DENGAGED");
    HttpResponse<String> in =
        browser.submit(
            "/sign-in?next=%2Fleads%3Fstage%3DENGAGED",
            "/sign-in",
            "member",
            sam.id(),
            "password",
            sam.password(),
            "next",
            "/leads?stage=ENGAGED");
    assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/leads?stage=ENGAGED");
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
    assertThat(in.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie -> assertThat(cookie).startsWith(SESSION).contains("HttpOnly", "SameSite=Lax"));
    assertThat(
            new Browser(GATEWAY)
                .submit(
                    "/sign-in",
                    "/sign-in",
                    "next",
                    "https://evil.example",
                    "member",
                    sam.id(),
                    "password",
                    sam.password())
                .headers()
                .firstValue("Location")
                .orElse(""))
        .endsWith("/leads");
  }

  @Test
  void who_wanted_to_go_to_a_page_with_braces_in_its_address_comes_to_it() {
    Somebody sam = joins("EDITOR");
    HttpResponse<String> in =
        browser.submit(
            "/sign-in",
            "/sign-in",
            "member",
            sam.id(),
            "password",
            sam.password(),
            "next",
            "/leads?q={x}");
    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/leads?q=%7Bx%7D");
    HttpResponse<String> again = browser.get("/sign-in?next=%2Fleads%3Fq%3D%7Bx%7D");
    assertThat(again.headers().firstValue("Location").orElse("")).endsWith("/leads?q=%7Bx%7D");
  }

  @Test
  void a_form_without_its_token_changes_nothing() {
    Somebody sam = joins("MANAGER");
    signsIn(sam.id(), sam.password());
    assertThat(browser.post("/sign-out", null).statusCode()).isEqualTo(403);
    assertThat(browser.post("/v1/leads/lead-1/block", null).statusCode()).isEqualTo(403);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
    assertThat(browser.submit("/settings/password", "/sign-out").statusCode()).isEqualTo(302);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(302);
  }

  @Test
  void a_session_is_another_one_after_signing_in() {
    Somebody sam = joins("MEMBER");
    signsIn(sam.id(), sam.password());
    var first = browser.cookie(SESSION);
    signsIn(sam.id(), sam.password());
    assertThat(first).isNotNull();
    signsOutAndIn(sam);
    assertThat(browser.cookie(SESSION)).isNotNull();
    assertThat(String.valueOf(browser.cookie(SESSION))).isNotEqualTo(String.valueOf(first));
  }

  private void signsOutAndIn(Somebody sam) {
    browser.submit("/settings/password", "/sign-out");
    assertThat(signsIn(sam.id(), sam.password()).statusCode()).isEqualTo(302);
  }

  private static String link(Somebody sam) {
    return json(
            GATEWAY.post("/v1/members/" + sam.id() + "/sign-in-links", "application/json", "{}"),
            201)
        .path("path")
        .stringValue("");
  }

  /** Presses the button of the page that a link leads to. */
  private static HttpResponse<String> follows(Browser browser, String link) {
    String token = link.substring(link.indexOf('=') + 1);
    return browser.submit(link, "/sign-in/once", "token", token);
  }

  @Test
  void who_mistypes_their_password_does_not_type_who_they_are_again() {
    HttpResponse<String> refused =
        new Browser(GATEWAY)
            .submit("/sign-in", "/sign-in", "member", "nobody.here", "password", "wrong");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .containsPattern("name=\"member\"[^>]* value=\"nobody.here\"")
        .containsPattern("name=\"password\"[^>]* autofocus")
        .doesNotContain("value=\"wrong\"");
  }

  @Test
  void a_link_signs_in_once() {
    String path = link(joins("MEMBER"));
    assertThat(follows(browser, path).headers().firstValue("Location").orElse(""))
        .endsWith("/leads");
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
    HttpResponse<String> again = follows(new Browser(GATEWAY), path);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("has been used");
  }

  @Test
  void who_only_looks_at_a_link_is_nobody_and_leaves_it_as_it_is() {
    Somebody sam = joins("MEMBER");
    String path = link(sam);
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> seen = browser.get(path);
      assertThat(seen.statusCode()).isEqualTo(200);
      assertThat(seen.body()).contains("signs you in once", "action=\"/sign-in/once\"");
    }
    assertThat(browser.cookie(SESSION)).isNull();
    assertThat(browser.get("/leads").statusCode()).isEqualTo(302);
    String token = path.substring(path.indexOf('=') + 1);
    assertThat(browser.post("/sign-in/once", null, "token", token).statusCode()).isEqualTo(403);
    assertThat(follows(browser, path).statusCode()).isEqualTo(302);
    assertThat(browser.get("/v1/me").body()).contains(sam.id());
  }

  @Test
  void who_is_signed_in_stays_it_until_they_say_otherwise() {
    Somebody sam = joins("MEMBER");
    Somebody kim = joins("MEMBER");
    signsIn(sam.id(), sam.password());
    String path = link(kim);
    assertThat(browser.get(path).body()).contains("You are signed in as");
    assertThat(browser.get("/v1/me").body()).contains(sam.id());
    follows(browser, path);
    assertThat(browser.get("/v1/me").body()).contains(kim.id());
  }

  @Test
  void a_link_is_useless_after_another_password_or_other_roles() {
    for (String change : new String[] {"password", "roles"}) {
      Somebody sam = joins("MEMBER");
      String path = link(sam);
      String member = "/v1/members/" + sam.id();
      if (change.equals("password"))
        json(GATEWAY.post(member + "/password", "application/json", "{}"), 200);
      else
        json(
            GATEWAY.send(
                HttpRequest.newBuilder(GATEWAY.uri(member))
                    .method(
                        "PATCH", HttpRequest.BodyPublishers.ofString("{\"roles\":[\"EDITOR\"]}")),
                "Content-Type",
                "application/json"),
            200);
      HttpResponse<String> late = follows(new Browser(GATEWAY), path);
      assertThat(late.statusCode()).as(change).isEqualTo(401);
      assertThat(late.body()).contains("has been used, or is over");
      assertThat(follows(new Browser(GATEWAY), link(sam)).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void a_person_acts_in_their_own_name_and_in_no_other() {
    Somebody sam = joins("MANAGER");
    signsIn(sam.id(), sam.password());
    String token = browser.token("/settings/password");
    assertThat(browser.json("/v1/leads/lead-1/takeover", token, "{}").statusCode()).isEqualTo(200);
    assertThat(GATEWAY.forwarded.getLast())
        .contains("\"memberId\":\"%s\"".formatted(sam.id()), "\"memberName\":\"Sam Reed\"");
    HttpResponse<String> other =
        browser.json("/v1/leads/lead-1/takeover", token, "{\"memberId\":\"kim\"}");
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).contains("/problems/other-member");
  }

  @Test
  void guessing_becomes_slow_and_the_right_password_waits_too() {
    Somebody sam = joins("MEMBER");
    for (int i = 0; i < 5; i++)
      assertThat(signsIn(sam.id(), "Wrong-password-" + i).statusCode()).isEqualTo(401);
    HttpResponse<String> slow = signsIn(sam.id(), sam.password());
    assertThat(slow.statusCode()).isEqualTo(429);
    assertThat(slow.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void another_password_or_another_role_ends_a_session() {
    Somebody sam = joins("MEMBER");
    signsIn(sam.id(), sam.password());
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
    json(GATEWAY.post("/v1/members/" + sam.id() + "/password", "application/json", "{}"), 200);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(302);
  }

  @Test
  void who_is_given_the_id_of_somebody_that_left_does_not_bring_their_sessions_back() {
    Somebody sam = joins("MANAGER");
    signsIn(sam.id(), sam.password());
    assertThat(browser.get("/v1/me").body()).contains(sam.id());
    HttpRequest.Builder leaves = HttpRequest.newBuilder(GATEWAY.uri("/v1/members/" + sam.id()));
    assertThat(GATEWAY.send(leaves.DELETE()).statusCode()).isEqualTo(204);
    Somebody another = joins(sam.id(), "MANAGER");
    assertThat(browser.get("/v1/me").statusCode()).as("nobody looked meanwhile").isEqualTo(401);
    assertThat(signsIn(another.id(), another.password()).statusCode()).isEqualTo(302);
    assertThat(browser.get("/v1/me").body()).contains(sam.id());
  }

  @Test
  void a_password_of_ones_own_obeys_the_rule() {
    Somebody sam = joins("MEMBER");
    signsIn(sam.id(), sam.password());
    for (String bad : new String[] {"Short1", "alllowercase1", "Password1", "Leadline1"})
      assertThat(
              browser
                  .submit(
                      "/settings/password",
                      "/settings/password",
                      "old",
                      sam.password(),
                      "chosen",
                      bad)
                  .statusCode())
          .as(bad)
          .isEqualTo(422);
    assertThat(
            browser
                .submit(
                    "/settings/password",
                    "/settings/password",
                    "old",
                    sam.password(),
                    "chosen",
                    "Kestrel7-over-the-weir")
                .statusCode())
        .isEqualTo(302);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
  }

  @Test
  void a_team_keeps_a_manager_and_nobody_gives_more_than_they_have() {
    Somebody sam = joins("INTEGRATOR");
    signsIn(sam.id(), sam.password());
    String token = browser.token("/settings/api-keys");
    HttpResponse<String> key =
        browser.json("/v1/api-keys", token, "{\"name\":\"x\",\"roles\":[\"MANAGER\"]}");
    assertThat(key.statusCode()).isEqualTo(403);
    assertThat(key.body()).contains("/problems/more-than-own");
    JsonNode made =
        json(browser.json("/v1/api-keys", token, "{\"name\":\"x\",\"roles\":[\"INGEST\"]}"), 201);
    String secret = made.path("key").stringValue("");
    assertThat(GATEWAY.sendAs(secret, HttpRequest.newBuilder(GATEWAY.uri("/v1/me"))).statusCode())
        .isEqualTo(200);
    String keyId = made.path("keyId").stringValue("");
    GATEWAY.send(HttpRequest.newBuilder(GATEWAY.uri("/v1/api-keys/" + keyId)).DELETE());
    assertThat(GATEWAY.sendAs(secret, HttpRequest.newBuilder(GATEWAY.uri("/v1/me"))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void the_audit_log_says_who_was_added_which_roles_were_given_and_which_key_was_made() {
    Somebody sam = joins("MANAGER");
    signsIn(sam.id(), sam.password());
    String token = browser.token("/settings/members");
    String ana = sam.id() + "-ana";
    String bob = sam.id() + "-bob";
    browser.json(
        "/v1/members",
        token,
        "{\"memberId\":\"%s\",\"roles\":[\"EDITOR\",\"MEMBER\"]}".formatted(ana));
    browser.submit("/settings/members", "/settings/members", "memberId", bob, "role", "INTEGRATOR");
    String members = "/settings/members/" + bob;
    browser.submit("/settings/members", members + "/roles", "role", "OPS");
    browser.submit("/settings/members", members + "/switch", "on", "false");
    JsonNode key =
        json(browser.json("/v1/api-keys", token, "{\"name\":\"x\",\"roles\":[\"INGEST\"]}"), 201);
    browser.submit("/settings/api-keys", "/settings/api-keys", "name", "y", "role", "EDITOR");
    await("the audit log has it all")
        .untilAsserted(
            () ->
                assertThat(GATEWAY.get("/v1/audit?who=" + sam.id()).body())
                    .contains("\"memberId=" + ana + "&roles=MEMBER,EDITOR\"")
                    .contains("\"memberId=" + bob + "&roles=INTEGRATOR\"")
                    .contains("\"memberId=" + bob + "&roles=OPS&what=roles\"")
                    .contains("\"enabled=false&memberId=" + bob + "&what=switch\"")
                    .contains("\"keyId=" + key.path("keyId").asString() + "&roles=INGEST\"")
                    .containsPattern("\"keyId=[0-9a-f-]{36}&roles=EDITOR\""));
  }

  @Test
  void the_audit_log_says_who_did_what_and_nothing_personal() {
    Somebody sam = joins("MANAGER");
    signsIn(sam.id(), "Wrong-password-1");
    signsIn(sam.id(), sam.password());
    browser.get("/v1/leads/export.csv?q=ana%40acme.example&country=PT");
    browser.get("/v1/leads/lead-1");
    await("the audit log has it all")
        .untilAsserted(
            () -> {
              String log = GATEWAY.get("/v1/audit?who=" + sam.id()).body();
              assertThat(log)
                  .contains("\"SIGN_IN\"", "\"FORBIDDEN\"", "\"EXPORT\"", "\"SEE_LEAD\"")
                  .contains("country=PT&q=...", "lead-1")
                  .doesNotContain("ana@acme", "Wrong-password", sam.password());
            });
  }
}
