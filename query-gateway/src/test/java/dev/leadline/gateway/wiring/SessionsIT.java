package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No session goes on for ever, however busy it is. */
class SessionsIT {

  private static final Duration LONGEST = Duration.ofHours(3);
  private static final Duration BUSY = Duration.ofMinutes(30);

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());

  /** The time is what the test says. */
  private static final Clock CLOCK = ((InstantSource) NOW::get).withZone(ZoneOffset.UTC);

  private static RunningGateway gateway;

  private static void passes(Duration time) {
    NOW.updateAndGet(before -> before.plus(time));
  }

  @BeforeAll
  static void start() {
    gateway = new RunningGateway(Map.of("LEADLINE_SESSION_LONGEST", "3h"), CLOCK);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Looks all the time, until it has been as long as anybody may be. */
  private static void staysUntilTheEnd(Browser browser) {
    Duration left = LONGEST;
    for (; left.compareTo(BUSY) > 0; left = left.minus(BUSY)) {
      passes(BUSY);
      assertThat(browser.get("/v1/me").statusCode()).isEqualTo(200);
    }
    passes(left.minusSeconds(1));
    assertThat(browser.get("/v1/me").statusCode()).isEqualTo(200);
    passes(Duration.ofSeconds(1));
  }

  @Test
  void what_a_provider_said_does_not_hold_for_as_long_as_a_page_is_open() {
    var browser = new Browser(gateway);
    gateway.issuer.signsIn(
        Map.of("sub", "ana-1", "name", "Ana", "tenant", "acme", "roles", List.of("MANAGER")));
    assertThat(browser.follow("/oauth2/authorization/oidc").uri().getPath()).isEqualTo("/leads");
    staysUntilTheEnd(browser);
    assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
    gateway.issuer.signsIn(
        Map.of("sub", "ana-1", "name", "Ana", "tenant", "acme", "roles", List.of("MEMBER")));
    assertThat(browser.follow("/oauth2/authorization/oidc").uri().getPath()).isEqualTo("/leads");
    assertThat(browser.get("/v1/me").body()).contains("MEMBER").doesNotContain("MANAGER");
  }

  @Test
  void who_signed_in_by_password_does_it_again() {
    var browser = new Browser(gateway);
    String password =
        Json.MAPPER
            .readTree(
                gateway
                    .post(
                        "/v1/members",
                        "application/json",
                        "{\"memberId\":\"sam.reed\",\"roles\":[\"MEMBER\"]}")
                    .body())
            .path("password")
            .stringValue("");
    browser.submit("/sign-in", "/sign-in", "member", "sam.reed", "password", password);
    staysUntilTheEnd(browser);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(302);
    browser.submit("/sign-in", "/sign-in", "member", "sam.reed", "password", password);
    assertThat(browser.get("/leads").statusCode()).isEqualTo(200);
  }
}
