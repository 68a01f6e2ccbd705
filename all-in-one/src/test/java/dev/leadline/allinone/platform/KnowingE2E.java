package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.leadline.events.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From what a visitor does to what vendors know of them, over the whole platform, with every
 * question counted where it arrives (domain 7, scenarios 2 and 3). At the end history is read again
 * and the platform is started anew, which asks nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KnowingE2E {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofSeconds(3);
  private static final String BY_NETWORK = "/leadline/enrichment/deanonymization";
  private static final String BY_EMAIL = "/leadline/enrichment/enrichment";

  private final Vendors vendors = new Vendors();
  private Path folder;
  private Platform platform;
  private Outsider outsider;

  @BeforeAll
  void start(@TempDir Path folder) {
    this.folder = folder;
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    open();
    // Networks are listened to from a moment after the start on, so this one views until it is
    // seen.
    Story first = Story.of(outsider, "first").writes("m-1", "Hello");
    await("whoever views is asked about")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              first.views("/", "9.9.9.9");
              return vendors.askedOfNetwork("9.9.9.9") > 0;
            });
  }

  @AfterAll
  void stop() {
    close();
    vendors.close();
  }

  private void open() {
    platform =
        Platform.start(
            new Platform.Options(folder, 0, 0, null, vendors.settings(), Map.of()), label -> {});
    outsider = new Outsider(platform);
  }

  private void close() {
    outsider.close();
    platform.close();
  }

  private static String somebodyAt(String domain) {
    return "ana-" + UUID.randomUUID() + "@" + domain;
  }

  private static JsonNode company(JsonNode detail, String field) {
    return detail.path("sections").path("company").path(field);
  }

  private static void isFrom(JsonNode value, String provenance, String source) {
    assertThat(value.path("provenance").asString("")).isEqualTo(provenance);
    assertThat(value.path("source").asString("")).isEqualTo(source);
    assertThat(value.path("observedAt").asString("")).isNotEmpty();
  }

  private static long times(List<JsonNode> timeline, String type) {
    return timeline.stream()
        .filter(entry -> entry.path("type").asString("").equals("leadline." + type + ".v1"))
        .count();
  }

  /** Whatever was to be asked before has been asked once somebody who comes now is known. */
  private void afterwards() {
    String email = somebodyAt(Vendors.DOMAIN);
    Story.of(outsider, "afterwards")
        .leaves(email)
        .detail(
            detail ->
                assertThat(company(detail, "industry").path("value").asString("")).isNotEmpty());
    String ip = "9.9.%d.%d".formatted(vendors.asked().size() / 200, vendors.asked().size() % 200);
    Story.of(outsider, "afterwards")
        .views("/", ip)
        .writes("m-1", "Hello")
        .row(row -> assertThat(row.path("company").asString("")).isNotEmpty());
    assertThat(vendors.askedOfPerson(email)).as(asked()).isOne();
    assertThat(vendors.askedOfNetwork(ip)).as(asked()).isOne();
  }

  private String asked() {
    return "asked so far: " + String.join(", ", vendors.asked());
  }

  @Test
  @Order(1)
  void scenario_2_a_visitor_who_writes_is_asked_about_once_and_a_company_shows_no_person() {
    Story visitor =
        Story.of(outsider, "scenario-2")
            .views("/", "8.8.4.4")
            .views("/pricing", "8.8.4.4")
            .views("/security", "8.8.4.4");
    visitor.row(row -> assertThat(row.path("stage").asString("")).isEqualTo("BROWSING"));
    afterwards();
    assertThat(vendors.askedOfNetwork("8.8.4.4")).as("only views: %s", asked()).isZero();

    visitor.writes("m-1", "Do you support single sign-on?");
    JsonNode row =
        visitor.row(
            seen -> {
              assertThat(seen.path("company").asString("")).as(asked()).isEqualTo("Acme Networks");
              assertThat(seen.path("stage").asString("")).isEqualTo("ENGAGED");
            });
    assertThat(row.path("engagement").asString("")).isEqualTo("MEDIUM");
    assertThat(row.path("identityStatus").asString("")).isEqualTo("DEANONYMIZED");
    assertThat(row.path("known").asString("")).isEqualTo("ENRICHED");
    assertThat(row.path("name").isNull()).as("no person: %s", row).isTrue();
    JsonNode detail = visitor.detail(seen -> {});
    isFrom(company(detail, "company_name"), "DEANONYMIZED_COMPANY", BY_NETWORK);
    assertThat(company(detail, "company_name").path("confidence").doubleValue()).isEqualTo(0.87);
    assertThat(detail.path("sections").path("personal")).as("no person").isEmpty();
    assertThat(detail.toString()).doesNotContain("Bystander", "Somebody else");

    visitor.writes("m-2", "Anybody there?").views("/pricing", "8.8.4.4").writes("m-3", "Hello?");
    visitor.row(seen -> assertThat(seen.path("messageCount").asInt(0)).isEqualTo(3));
    afterwards();
    assertThat(vendors.askedOfNetwork("8.8.4.4")).as("once a day: %s", asked()).isOne();
    assertThat(times(visitor.timeline(seen -> {}), "deanonymization.matched")).isOne();
  }

  @Test
  @Order(2)
  void scenario_3_a_work_email_is_asked_about_once_and_again_only_for_another_address() {
    String email = somebodyAt(Vendors.DOMAIN);
    Story lead = Story.of(outsider, "scenario-3").leaves(email);
    JsonNode detail =
        lead.detail(
            seen ->
                assertThat(seen.path("sections").path("personal").path("job_title").toString())
                    .as(asked())
                    .contains("Head of Procurement"));
    assertThat(detail.path("stage").asString("")).isEqualTo("EMAIL_CAPTURED");
    assertThat(detail.path("identityStatus").asString("")).isEqualTo("SELF_IDENTIFIED");
    assertThat(detail.path("known").asString("")).isEqualTo("VERIFIED");
    JsonNode personal = detail.path("sections").path("personal");
    assertThat(personal.path("email").path("provenance").asString("")).isEqualTo("SELF");
    isFrom(personal.path("job_title"), "ENRICHMENT", BY_EMAIL);
    isFrom(company(detail, "industry"), "ENRICHMENT", BY_EMAIL);
    assertThat(company(detail, "num_employees").path("value").asInt(0)).isEqualTo(1200);
    JsonNode competitors = detail.path("sections").path("insights").path("competitors");
    isFrom(competitors, "ENRICHMENT", BY_EMAIL);
    assertThat(competitors.path("value").toString()).isEqualTo("[\"Globex\"]");

    lead.leaves(email).writes("m-1", "It is me again.");
    lead.tells(
        "form.submitted",
        "{\"formId\": \"f-1\", \"fields\": {\"email\": \"%s\"}}".formatted(email));
    lead.row(row -> assertThat(row.path("stage").asString("")).isEqualTo("WEBFORM_SUBMITTED"));
    afterwards();
    assertThat(vendors.askedOfPerson(email)).as("once a day: %s", asked()).isOne();
    assertThat(times(lead.timeline(seen -> {}), "enrichment.completed")).isOne();

    String other = somebodyAt(Vendors.DOMAIN);
    lead.leaves(other);
    await("the other address is asked about")
        .atMost(SOON)
        .until(() -> vendors.askedOfPerson(other) == 1);
    afterwards();
    assertThat(vendors.askedOfPerson(email)).as(asked()).isOne();
    assertThat(vendors.askedOfPerson(other)).as(asked()).isOne();
  }

  @Test
  @Order(3)
  void nobody_is_asked_about_personal_addresses_blocked_leads_and_who_said_who_they_are() {
    String personal = somebodyAt("gmail.com");
    Story.of(outsider, "personal").leaves(personal);

    String ofBlocked = somebodyAt(Vendors.DOMAIN);
    Story blocked = Story.of(outsider, "blocked").views("/", "8.8.4.5");
    assertThat(blocked.asks("block", Story.SAM + ", \"reason\": \"Spam\"").status()).isEqualTo(200);
    blocked.row(row -> assertThat(row.path("blocked").asBoolean(false)).isTrue());
    blocked.writes("m-1", "Hello").leaves(ofBlocked);

    Story known = Story.of(outsider, "known").leaves(somebodyAt("gmail.com"));
    // Published without a key, events of one lead arrive in any order.
    known.row(row -> assertThat(row.path("stage").asString("")).isEqualTo("EMAIL_CAPTURED"));
    known.views("/", "8.8.4.6").writes("m-1", "Hello");

    afterwards();
    known.row(row -> assertThat(row.path("messageCount").asInt(0)).isOne());
    assertThat(vendors.askedOfPerson(personal)).as("a personal domain: %s", asked()).isZero();
    assertThat(vendors.askedOfPerson(ofBlocked)).as("a blocked lead: %s", asked()).isZero();
    assertThat(vendors.askedOfNetwork("8.8.4.5")).as("a blocked lead: %s", asked()).isZero();
    assertThat(vendors.askedOfNetwork("8.8.4.6")).as("self-identified: %s", asked()).isZero();
  }

  @Test
  @Order(4)
  void the_details_tab_fills_by_itself_and_says_where_each_value_is_from() {
    String email = somebodyAt(Vendors.DOMAIN);
    Story lead = Story.of(outsider, "details").writes("m-1", "Hello");
    try (Screens screens = Screens.before(platform)) {
      Page page = screens.live("Sam Reed", "/leads/" + lead.leadId() + "/details");
      assertThat(value(page, "Job title")).containsText("Not known");

      // On a match of the company first: how sure the vendor is stands beside it.
      Story guessed = Story.of(outsider, "guessed").views("/", "8.8.4.7").writes("m-1", "Hello");
      guessed.row(row -> assertThat(row.path("company").asString("")).isNotEmpty());
      Page other = screens.of("Sam Reed");
      other.navigate("/leads/" + guessed.leadId() + "/details");
      assertThat(other.locator(".head .chip").first()).hasText("Deanonymized");
      says(other, "Company name", "Matched to a company by deanonymization, 87% sure");

      lead.leaves(email);
      assertThat(value(page, "Job title")).containsText("Head of Procurement");
      assertThat(page.locator(".head .chip").first()).hasText("Self-identified");
      says(page, "Job title", "Added by enrichment");
      says(page, "Industry", "Added by enrichment");
      says(page, "Competitors", "Added by enrichment");
      says(page, "Email", "Given by the lead");
    }
  }

  private static Locator value(Page page, String label) {
    return page.getByLabel(Pattern.compile("^" + label + ": ")).first();
  }

  /** What stands beside a value once it has the focus, and what a screen reader says with it. */
  private static void says(Page page, String label, String source) {
    Locator value = value(page, label);
    Locator said = page.locator("#" + value.getAttribute("aria-describedby"));
    page.locator("h1").click();
    assertThat(said).not().isVisible();
    value.focus();
    assertThat(said).isVisible();
    assertThat(said).containsText(source + " · ");
    assertThat(value).hasAccessibleDescription(Pattern.compile(source + " · .*\\d{4}.*"));
  }

  @Test
  @Order(5)
  void how_it_stands_with_each_crm_is_on_the_page_of_a_lead() {
    Story lead = Story.of(outsider, "synced").writes("m-1", "Hello");
    try (Screens screens = Screens.before(platform)) {
      Page page = screens.live("Kim Park", "/leads/" + lead.leadId());
      Locator crm = page.locator("[data-crm] li");
      assertThat(crm).hasCount(0);

      lead.tells("crm.record-pushed", "{\"system\": \"HUBSPOT\", \"externalId\": \"h-1\"}");
      assertThat(crm).hasText(Pattern.compile("Written to HubSpot.*"));
      lead.tells(
          "crm.sync-failed", "{\"system\": \"SALESFORCE\", \"error\": \"DUPLICATES_DETECTED\"}");
      assertThat(crm).hasCount(2);
      assertThat(crm.first())
          .hasText(Pattern.compile("Salesforce did not take the lead.*DUPLICATES_DETECTED"));
    }
    JsonNode crm = lead.detail(seen -> assertThat(seen.path("crmSync")).hasSize(2)).path("crmSync");
    assertThat(crm.path(0).path("system").asString("")).isEqualTo("SALESFORCE");
    assertThat(crm.path(0).path("state").asString("")).isEqualTo("FAILED");
    assertThat(crm.path(0).path("reason").asString("")).isEqualTo("DUPLICATES_DETECTED");
    assertThat(crm.path(1).path("state").asString("")).isEqualTo("WRITTEN");
    assertThat(crm.path(1).path("at").asString("")).isNotEmpty();
  }

  @Test
  @Order(6)
  void history_that_is_read_again_and_a_new_start_ask_nobody() {
    List<String> asked = vendors.asked();
    for (String readModel : List.of("lead_rows", "timeline_entries")) {
      var begun =
          outsider.post("/v1/ops/projections/" + readModel + "/rebuild", "application/json", "{}");
      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      String path = "/v1/ops/rebuilds/" + Json.MAPPER.readTree(begun.body()).path("id").asString();
      await("the end of the rebuild")
          .atMost(SOON)
          .until(() -> outsider.json(path).path("state").asString("").equals("DONE"));
    }
    int leads = outsider.json("/v1/leads").path("total").asInt(0);
    assertThat(leads).isPositive();

    // The read models are in memory alone: all of them are made of history again.
    close();
    open();
    await("everybody is back")
        .atMost(SOON)
        .until(() -> outsider.json("/v1/leads").path("total").asInt(0) == leads);
    await("nobody is asked")
        .during(A_WHILE)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(vendors.asked()).isEqualTo(asked));
    // Others are found by the domain of a company that they were matched to.
    JsonNode again =
        outsider
            .json("/v1/leads?q=acme.example&limit=200")
            .path("items")
            .valueStream()
            .filter(lead -> lead.path("email").asString("").endsWith("@acme.example"))
            .findFirst()
            .orElseThrow();
    JsonNode detail = outsider.json("/v1/leads/" + again.path("leadId").asString());
    isFrom(company(detail, "industry"), "ENRICHMENT", BY_EMAIL);
  }
}
