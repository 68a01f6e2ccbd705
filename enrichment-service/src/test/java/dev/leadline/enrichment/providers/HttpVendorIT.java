package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.VendorStandIn;
import dev.leadline.enrichment.domain.Vendor.Knows;
import dev.leadline.enrichment.domain.Vendor.KnowsNothing;
import dev.leadline.enrichment.domain.Vendor.Question;
import dev.leadline.enrichment.domain.Vendor.Said;
import dev.leadline.enrichment.domain.Vendor.Silent;
import dev.leadline.events.Value;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

/** How a vendor is borne that is slow, away, busy, broken or back again. */
class HttpVendorIT {

  private static final Question WHO =
      new Question(Map.of("email", "ana+x@acme.example", "domain", "acme.example"));

  private VendorStandIn standIn;

  @BeforeEach
  void start() {
    standIn = new VendorStandIn();
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  private static CallSettings calls(boolean inside, Duration timeout) {
    return new CallSettings(
        inside,
        Duration.ofSeconds(2),
        timeout,
        2,
        Duration.ofMillis(10),
        Duration.ofSeconds(1),
        Duration.ofMillis(300),
        4);
  }

  private HttpVendor vendor(String address, CallSettings calls) {
    var settings =
        new VendorSettings(
            "acme-data",
            address,
            "GET",
            List.of("X-Key: secret"),
            null,
            List.of("job_title=/title", "num_employees=/size", "products=/products"),
            "/title",
            "/score",
            null);
    var door = new HttpDoor(RestClient.builder(), calls, Clock.systemUTC());
    return new HttpVendor(settings, calls, door, new SimpleMeterRegistry());
  }

  @Test
  void a_span_tells_nobody_whom_we_ask_about_and_a_vendor_nothing_of_our_traces() {
    var seen = new ArrayList<Observation.Context>();
    var observed = ObservationRegistry.create();
    observed
        .observationConfig()
        .observationHandler(
            context -> {
              seen.add(context);
              return true;
            });
    CallSettings calls = calls(true, Duration.ofSeconds(5));
    var door =
        new HttpDoor(RestClient.builder().observationRegistry(observed), calls, Clock.systemUTC());
    standIn.answers("/v", VendorStandIn.json(200, "{}"));
    door.ask(HttpDoor.Question.get(URI.create(standIn.address("/v?q=ana@acme.example")), Map.of()));
    assertThat(standIn.asked("/v")).hasSize(1);
    assertThat(seen).isEmpty();
  }

  private HttpVendor vendor() {
    return vendor(
        standIn.address("/v?q={{email}}&z={{unknown}}"), calls(true, Duration.ofSeconds(5)));
  }

  private Silent silent(Said said) {
    assertThat(said).isInstanceOf(Silent.class);
    assertThat(((Silent) said).reason()).doesNotContain("ana", "secret").startsWith("acme-data ");
    return (Silent) said;
  }

  @Test
  void an_answer_is_read_as_the_settings_say() {
    standIn.answers(
        "/v",
        VendorStandIn.json(
            200,
            """
            {"title": "Buyer", "size": "1,200", "products": ["A", "B"], "score": 0.8, "x": 1}
            """));
    assertThat(vendor().ask(WHO))
        .isEqualTo(
            new Knows(
                Map.of(
                    "job_title", Value.text("Buyer"),
                    "num_employees", new Value.Whole(1200),
                    "products", new Value.Texts(List.of("A", "B"))),
                true,
                0.8));
    assertThat(standIn.asked("/v")).containsExactly("/v?q=ana%2Bx%40acme.example&z=");
  }

  /** lead-service would park the answer, and Kafka might not take it. */
  @Test
  void of_an_answer_without_measure_as_much_is_taken_as_an_event_has_room_for() {
    standIn.answers(
        "/v",
        VendorStandIn.json(
            200,
            """
            {"title": "%s", "size": "9007199254740993", "products": 123456789012345678901234567890}
            """
                .formatted("Buyer ".repeat(100_000))));
    Said said = vendor().ask(WHO);
    assertThat(said).isInstanceOf(Knows.class);
    Map<String, Value> fields = ((Knows) said).fields();
    assertThat(fields).containsOnlyKeys("job_title");
    assertThat(fields.get("job_title").shown())
        .startsWith("Buyer Buyer")
        .hasSizeBetween(32_000, 32_768);
  }

  /** PostgreSQL refuses NUL: the answer, which may have cost money, was lost. */
  @Test
  void what_no_store_takes_of_an_answer_is_replaced() {
    standIn.answers(
        "/v",
        VendorStandIn.json(
            200,
            "{\"title\": \"Buyer\\u0000\", \"products\": [\"A\\ud800\", \"\\ud83d\\ude00\"]}"));
    assertThat(vendor().ask(WHO))
        .isEqualTo(
            new Knows(
                Map.of(
                    "job_title",
                    Value.text("Buyer\uFFFD"),
                    "products",
                    new Value.Texts(List.of("A\uFFFD", "\uD83D\uDE00"))),
                true,
                null));
  }

  @Test
  void whoever_is_not_known_is_not_asked_for_twice() {
    standIn.answers("/v", VendorStandIn.json(404, "<html>"));
    assertThat(vendor().ask(WHO)).isEqualTo(new KnowsNothing());
    standIn.answers("/v", VendorStandIn.json(200, "{\"title\": null, \"size\": \"many\"}"));
    assertThat(vendor().ask(WHO)).isEqualTo(new KnowsNothing());
    assertThat(standIn.asked("/v")).hasSize(2);
  }

  @Test
  void one_that_hangs_is_given_up_in_time() {
    standIn.answers("/v", standIn.hanging());
    HttpVendor vendor = vendor(standIn.address("/v"), calls(true, Duration.ofMillis(200)));
    assertThat(silent(vendor.ask(WHO)).asked()).isTrue();
    assertThat(standIn.asked("/v")).hasSize(2);
  }

  @Test
  void one_that_is_down_breaks_or_talks_nonsense_is_asked_once_more_and_then_later() {
    standIn.answers("/v", VendorStandIn.json(500, "{}"));
    silent(vendor().ask(WHO));
    standIn.answers("/v", VendorStandIn.json(200, "<html>"));
    silent(vendor().ask(WHO));
    assertThat(standIn.asked("/v")).hasSize(4);
    standIn.close();
    silent(vendor().ask(WHO));
  }

  @Test
  void a_key_that_is_refused_is_not_tried_again_soon() {
    standIn.answers("/v", VendorStandIn.json(401, "{}"));
    assertThat(silent(vendor().ask(WHO)).pause()).isGreaterThan(Duration.ofMinutes(10));
    assertThat(standIn.asked("/v")).hasSize(1);
  }

  @Test
  void one_that_is_busy_is_left_alone_for_as_long_as_it_asks() {
    standIn.answers("/v", VendorStandIn.busy(429, "120"));
    Silent silent = silent(vendor().ask(WHO));
    assertThat(silent.pause()).isEqualTo(Duration.ofSeconds(120));
    assertThat(silent.asked()).as("it took no question").isFalse();
    assertThat(standIn.asked("/v")).hasSize(1);
  }

  @Test
  void once_most_calls_fail_nobody_is_asked_until_some_went_well_again() {
    standIn.answers("/v", VendorStandIn.json(500, "{}"));
    HttpVendor vendor = vendor();
    for (int i = 0; i < 4; i++) silent(vendor.ask(WHO));
    int asked = standIn.asked("/v").size();
    assertThat(silent(vendor.ask(WHO)).asked()).isFalse();
    assertThat(standIn.asked("/v")).as("the breaker is open").hasSize(asked);
    standIn.answers("/v", VendorStandIn.json(200, "{\"title\": \"Buyer\"}"));
    await("half open, then closed")
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                vendor.ask(WHO) instanceof Knows
                    && vendor.ask(WHO) instanceof Knows
                    && vendor.ask(WHO) instanceof Knows);
  }

  @Test
  void addresses_inside_the_network_and_without_tls_are_refused() {
    CallSettings outside = calls(false, Duration.ofSeconds(5));
    assertThat(silent(vendor(standIn.address("/v"), outside).ask(WHO)).reason())
        .contains("https://");
    for (String host :
        List.of(
            "127.0.0.1",
            "localhost",
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "[::1]",
            "[fd00::1]",
            "[::ffff:127.0.0.1]",
            "0.0.0.0"))
      assertThat(silent(vendor("https://" + host + ":1/v", outside).ask(WHO)).reason())
          .as(host)
          .contains("inside the network");
    assertThat(standIn.asked("/v")).isEmpty();
  }
}
