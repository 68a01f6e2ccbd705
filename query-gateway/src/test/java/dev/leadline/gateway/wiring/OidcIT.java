package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People and programs whom an outside provider knows. */
class OidcIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();

  private static Map<String, Object> claims(String... pairs) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", "ana-1");
    claims.put("name", "Ana Lima");
    claims.put("tenant", "acme");
    claims.put("roles", List.of("editor", "something-else"));
    for (int i = 0; i < pairs.length; i += 2) claims.put(pairs[i], pairs[i + 1]);
    return claims;
  }

  private static HttpResponse<String> me(String token) {
    return GATEWAY.sendAs(token, HttpRequest.newBuilder(GATEWAY.uri("/v1/me")));
  }

  @Test
  void a_token_says_who_asks_and_of_which_tenant() {
    assertThat(me(GATEWAY.issuer.token(claims())).body())
        .contains("\"tenant\":\"acme\"", "\"kind\":\"MEMBER\"", "\"id\":\"ana-1\"")
        .contains("\"roles\":[\"EDITOR\"]");
  }

  /** Providers give ids of any signs. */
  @Test
  void who_has_an_id_that_no_header_takes_may_act_as_everybody_else() {
    var answer =
        GATEWAY.sendAs(
            GATEWAY.issuer.token(claims("sub", "łukasz 木")),
            HttpRequest.newBuilder(GATEWAY.uri("/v1/leads/lead-1/takeover"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(GATEWAY.forwarded.getLast()).contains("\"memberId\":\"łukasz 木\"");
  }

  @Test
  void a_program_that_is_its_own_subject_is_a_program() {
    assertThat(me(GATEWAY.issuer.token(claims("client_id", "ana-1"))).body())
        .contains("\"kind\":\"PROGRAM\"");
  }

  @Test
  void a_token_that_is_forged_over_or_for_somebody_else_is_none() {
    assertThat(me(GATEWAY.issuer.forged(claims())).statusCode()).isEqualTo(401);
    assertThat(me(GATEWAY.issuer.expired(claims())).statusCode()).isEqualTo(401);
    assertThat(me(GATEWAY.issuer.token(claims("aud", "another"))).statusCode()).isEqualTo(401);
    assertThat(me(GATEWAY.issuer.token(claims("iss", "http://evil"))).statusCode()).isEqualTo(401);
  }

  @Test
  void nobody_without_a_tenant_or_a_role_comes_in() {
    assertThat(me(GATEWAY.issuer.token(claims("tenant", ""))).statusCode()).isEqualTo(401);
    assertThat(me(GATEWAY.issuer.token(claims("roles", "pigeon"))).statusCode()).isEqualTo(401);
  }

  @Test
  void somebody_signs_in_at_the_provider_and_is_back_with_a_session() {
    var browser = new Browser(GATEWAY);
    GATEWAY.issuer.signsIn(claims("roles", "MANAGER"));
    HttpResponse<String> landed = browser.follow("/oauth2/authorization/oidc");
    assertThat(landed.uri().getPath()).isEqualTo("/leads");
    assertThat(landed.statusCode()).as(landed.body()).isEqualTo(200);
    assertThat(browser.get("/v1/me").body())
        .contains("\"tenant\":\"acme\"", "\"name\":\"Ana Lima\"", "MANAGER");
    GATEWAY.issuer.signsIn(claims("tenant", ""));
    assertThat(new Browser(GATEWAY).follow("/oauth2/authorization/oidc").uri().toString())
        .endsWith("/sign-in?refused");
  }

  @Test
  void who_followed_a_link_to_a_page_is_led_to_it_from_the_provider() {
    var browser = new Browser(GATEWAY);
    String wanted = "/analytics?timeframe=7d&agent=a%2C+b%3B%22c%22";
    GATEWAY.issuer.signsIn(claims());
    assertThat(browser.follow(wanted).uri().getPath()).isEqualTo("/sign-in");
    assertThat(browser.follow("/oauth2/authorization/oidc").uri().toString()).endsWith(wanted);
    assertThat(browser.follow("/oauth2/authorization/oidc").uri().toString())
        .as("once")
        .endsWith("/leads");
  }

  @Test
  void and_to_no_page_but_ours() {
    GATEWAY.issuer.signsIn(claims());
    for (String wanted :
        List.of("https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example")) {
      var browser = new Browser(GATEWAY);
      browser.get("/sign-in?next=" + wanted);
      assertThat(browser.follow("/oauth2/authorization/oidc").uri().toString())
          .isEqualTo(GATEWAY.uri("/leads").toString());
    }
  }
}
