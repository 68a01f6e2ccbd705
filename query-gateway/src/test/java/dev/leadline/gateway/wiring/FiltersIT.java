package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a list is narrowed by, as a program asks for it. */
class FiltersIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private JsonNode leads(String query) {
    HttpResponse<String> answer = gateway.get("/v1/leads" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private List<String> ids(String query) {
    return leads(query)
        .path("items")
        .valueStream()
        .map(item -> item.path("leadId").stringValue())
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Journey at(String leadId, String zone, String local) {
    return Journey.of(
            leadId,
            LocalDate.parse(local.substring(0, 10))
                .atTime(LocalTime.parse(local.substring(11)))
                .atZone(ZoneId.of(zone))
                .toInstant())
        .views("Home");
  }

  @Test
  void a_repeated_filter_means_any_and_different_filters_mean_all() {
    gateway.holds(
        Journey.of("looks", START).views("Home"),
        Journey.of("writes", START.plusSeconds(10)).writes("Hello"),
        Journey.of("known", START.plusSeconds(20)).writes("Hello").givesEmail("a@acme.example"),
        Journey.of("pulled", START.plusSeconds(30))
            .becomes(new LeadRegistered("default", LeadSource.SALESFORCE, START))
            .views("Home"));
    assertThat(ids("?stage=BROWSING")).containsExactly("pulled", "looks");
    assertThat(ids("?stage=BROWSING&stage=ENGAGED")).containsExactly("pulled", "writes", "looks");
    assertThat(ids("?stage=BROWSING&source=SALESFORCE")).containsExactly("pulled");
    assertThat(ids("?engagement=MEDIUM&known=VERIFIED")).containsExactly("known");
    assertThat(ids("?channel=CHAT&sort=lastActivityAt")).containsExactly("writes", "known");
    assertThat(ids("?channel=SMS")).isEmpty();
    assertThat(ids("?agent=agent-17&country=UNKNOWN")).isEmpty();
    assertThat(ids("?country=PT&blocked=false")).hasSize(4);
    assertThat(ids("?blocked=true")).isEmpty();
  }

  @Test
  void each_facet_counts_with_the_other_filters_applied() {
    gateway.holds(
        Journey.of("a", START).views("Home"),
        Journey.of("b", START).writes("Hello"),
        Journey.of("c", START).writes("Hello").givesEmail("c@acme.example"));
    JsonNode facets = leads("?stage=ENGAGED").path("facets");
    assertThat(facets.path("stage"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"BROWSING": 1, "ENGAGED": 1, "EMAIL_CAPTURED": 1, "WEBFORM_SUBMITTED": 0,
                 "CALENDAR_SHOWN": 0, "CALL_SCHEDULED": 0}\
                """));
    assertThat(facets.path("engagement"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"HIGH": 0, "MEDIUM": 1, "NONE": 0}\
                """));
    assertThat(leads("?country=ZZ").path("facets").path("country"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"PT": 3, "ZZ": 0}\
                """));
  }

  @Test
  void a_search_finds_names_emails_companies_and_phones_as_people_type_them() {
    gateway.holds(
        Journey.of("ana", START)
            .givesEmail("a.mueller@gmail.example")
            .givesEmail("ana@acme.example")
            .isKnownAs("name", Value.text("Ana Müller"), Provenance.SELF)
            .isKnownAs("phone_number", Value.text("+351 910 000 123"), Provenance.SELF),
        Journey.of("bo", START.plusSeconds(60))
            .isKnownAs("name", Value.text("Bo Smith"), Provenance.SELF)
            .isKnownAs("company_name", Value.text("O'Hara & Sons (UK)"), Provenance.ENRICHMENT)
            .isKnownAs("company_domain", Value.text("hara-sons.example"), Provenance.ENRICHMENT));
    for (String text :
        List.of(
            "ana",
            "ANA",
            "muller",
            "MÜL",
            "ülle",
            "acme.example",
            "@acme",
            "a@ac",
            "a.mueller@gmail.example",
            "@gmail",
            "ana mull",
            "+351910",
            "910 000",
            "(910)")) assertThat(ids("?q=" + encoded(text))).as(text).containsExactly("ana");
    for (String text :
        List.of("smith", "simth", "smithe", "o'hara", "sons (uk)", "b", "hara", "hara-sons.e"))
      assertThat(ids("?q=" + encoded(text))).as(text).containsExactly("bo");
    for (String text : List.of("smih bo x", "mith'", ".*", "\\", "%", "+", "911", "nobody", "na b"))
      assertThat(gateway.get("/v1/leads?q=" + encoded(text)).statusCode()).as(text).isEqualTo(200);
    assertThat(ids("?q=" + encoded(".*"))).isEmpty();
    assertThat(ids("?q=")).hasSize(2);
  }

  @Test
  void suspected_bots_are_hidden_until_they_are_asked_for() {
    gateway.holds(
        Journey.of("person", START).views("Home"),
        Journey.of("program", START.plusSeconds(60)).isByProgram(),
        Journey.of("talks", START.plusSeconds(120)).isByProgram().writes("Hello"));
    JsonNode usual = leads("");
    assertThat(usual.path("total").intValue()).isEqualTo(2);
    assertThat(ids("")).containsExactly("talks", "person");
    assertThat(ids("?bots=false")).containsExactly("talks", "person");
    JsonNode all = leads("?bots=true");
    assertThat(ids("?bots=true")).containsExactly("talks", "program", "person");
    assertThat(
            all.path("items").valueStream().map(item -> item.path("suspectedBot").booleanValue()))
        .containsExactly(false, true, false);
    assertThat(usual.path("facets").path("stage").path("BROWSING").intValue()).isEqualTo(1);
    assertThat(all.path("facets").path("stage").path("BROWSING").intValue()).isEqualTo(2);
    assertThat(gateway.get("/v1/leads/export.csv").body()).doesNotContain("program");
    assertThat(gateway.get("/v1/leads/export.csv?bots=true").body()).contains("program");
    assertThat(gateway.get("/v1/leads?bots=perhaps").statusCode()).isEqualTo(400);
  }

  @Test
  void leads_that_were_only_imported_can_be_told_from_those_that_did_something() {
    gateway.holds(
        Journey.of("imported", START.plusSeconds(9))
            .isKnownAs("name", Value.text("Ana"), Provenance.CRM),
        Journey.of("came", START).views("Home"));
    assertThat(ids("")).containsExactly("imported", "came");
    assertThat(ids("?interacted=true")).containsExactly("came");
    assertThat(ids("?interacted=false")).containsExactly("imported");
  }

  @Test
  void the_best_match_comes_first() {
    gateway.holds(
        Journey.of("typo", START.plusSeconds(50))
            .isKnownAs("name", Value.text("Robinsan"), Provenance.SELF),
        Journey.of("within", START.plusSeconds(40))
            .isKnownAs("name", Value.text("McRobinsons"), Provenance.SELF),
        Journey.of("start", START.plusSeconds(30))
            .isKnownAs("name", Value.text("Robinsonova"), Provenance.SELF),
        Journey.of("whole", START.plusSeconds(20))
            .isKnownAs("name", Value.text("Jack Robinson"), Provenance.SELF),
        Journey.of("newer", START.plusSeconds(60))
            .isKnownAs("name", Value.text("Joan Robinson"), Provenance.SELF));
    assertThat(ids("?q=robinson")).containsExactly("newer", "whole", "start", "within", "typo");
    assertThat(ids("?q=robinson&sort=name"))
        .containsExactly("whole", "newer", "within", "typo", "start");
  }

  @Test
  void the_last_seven_days_are_calendar_days_of_the_zone_and_today_is_one() {
    JsonNode page = leads("?timeframe=7d&zone=Asia/Tokyo");
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Instant from = Instant.parse(page.path("timeframe").path("from").stringValue());
    Instant to = Instant.parse(page.path("timeframe").path("to").stringValue());
    assertThat(page.path("timeframe").path("zone").stringValue()).isEqualTo("Asia/Tokyo");
    assertThat(from.atZone(tokyo).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
    assertThat(to.atZone(tokyo).toLocalDate())
        .isEqualTo(from.atZone(tokyo).toLocalDate().plusDays(7));
    assertThat(Instant.now()).isBetween(to.minus(Duration.ofDays(1)), to);
  }

  /** Scenario 11. Clocks go back in New York on 1 November 2026: that day has 25 hours. */
  @Test
  void days_mean_the_days_of_the_zone_across_a_change_of_clocks() {
    gateway.holds(
        at("eve", "America/New_York", "2026-10-31T23:59:59"),
        at("morning", "America/New_York", "2026-11-01T00:00:00"),
        at("evening", "America/New_York", "2026-11-01T23:59:59"),
        at("after", "America/New_York", "2026-11-02T00:00:00"));
    String day = "?from=2026-11-01&to=2026-11-01";
    JsonNode page = leads(day + "&zone=America/New_York");
    assertThat(page.path("timeframe"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"from": "2026-11-01T04:00:00Z", "to": "2026-11-02T05:00:00Z",
                 "zone": "America/New_York"}\
                """));
    assertThat(ids(day + "&zone=America/New_York")).containsExactly("evening", "morning");
    assertThat(ids(day + "&zone=America/Bogota")).containsExactly("evening");
    assertThat(ids(day + "&zone=Asia/Tokyo")).containsExactly("morning", "eve");
    assertThat(ids(day)).containsExactly("morning", "eve");
    assertThat(ids("?from=2026-11-01T04:00:00Z&to=2026-11-02T04:59:59Z"))
        .containsExactly("morning");
    assertThat(ids("?from=2026-11-02T00:00:00-05:00")).containsExactly("after");
  }
}
