package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.CompanyValue;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.view.TenantSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** From a lead event on Kafka to a question, and from its answer to a channel event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KnowingIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String DECIDED =
      "select count(*) from enrichment.tenancies where mode = '%s'";
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  private VendorStandIn vendors;
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    vendors = new VendorStandIn();
    service =
        new RunningService(
            folder,
            "--LEADLINE_DEANONYMIZATION_VENDOR=finder",
            "--LEADLINE_DEANONYMIZATION_URL=" + vendors.address("/visitor?ip={{ip}}"),
            "--LEADLINE_DEANONYMIZATION_EXCLUDED_COUNTRIES=DE,FR",
            "--LEADLINE_ENRICHMENT_VENDOR=first",
            "--LEADLINE_ENRICHMENT_URL=" + vendors.address("/first?email={{email}}"),
            "--LEADLINE_ENRICHMENT_HEADERS=Authorization: Bearer secret",
            "--LEADLINE_ENRICHMENT_FIELDS=job_title=/title,num_employees=/company/size",
            "--LEADLINE_ENRICHMENT_2_VENDOR=second",
            "--LEADLINE_ENRICHMENT_2_URL=" + vendors.address("/second"),
            "--LEADLINE_ENRICHMENT_2_METHOD=POST",
            "--LEADLINE_ENRICHMENT_2_FIELDS=industry=/industry,num_employees=/size",
            "--LEADLINE_ENRICHMENT_PAUSE=PT0.01S",
            "--LEADLINE_ENRICHMENT_LOOK_AROUND=PT1S",
            "--LEADLINE_ENRICHMENT_TIMEOUT=PT5S",
            // Nobody is there: a test asks no DNS server.
            "--LEADLINE_DNS=dns://127.0.0.1:9",
            "--LEADLINE_DNS_TIMEOUT=PT0.05S");
    vendors.answers(
        "/visitor",
        VendorStandIn.json(
            200, "{\"company\": {\"name\": \"Acme\"}, \"person\": {\"first_name\": \"Ana\"}}"));
    vendors.answers(
        "/first",
        VendorStandIn.json(200, "{\"title\": \"Buyer\", \"company\": {\"size\": \"1,200\"}}"));
    vendors.answers("/second", VendorStandIn.json(200, "{\"industry\": \"Retail\", \"size\": 9}"));
  }

  @AfterAll
  void stop() {
    service.close();
    vendors.close();
  }

  private List<String> askedAbout(String path, String what) {
    return vendors.asked(path).stream().filter(each -> each.contains(what)).toList();
  }

  private JsonNode onlyTold(String leadId, String type) {
    await(type + " of " + leadId)
        .atMost(SOON)
        .until(() -> service.toldOf(leadId, type), told -> told.size() == 1);
    return service.toldOf(leadId, type).getFirst();
  }

  /** An answer about somebody else, asked later, shows that the time for a question has passed. */
  private void afterwards(String name) {
    String other = "after-" + name;
    LeadStory.of(other).leaves(other + "@afterwards.example").to(service);
    onlyTold(other, "enrichment.completed");
  }

  @Test
  void scenario_2_a_visitor_who_writes_is_asked_for_once_and_a_company_has_no_name_of_a_person() {
    LeadStory story =
        LeadStory.of("visitor-2").views("/pricing").writes("Hello").writes("Anybody?").to(service);
    await("the vendor is asked")
        .atMost(SOON)
        .until(
            () -> {
              service.visits("visitor-visitor-2", "8.8.4.4");
              return !askedAbout("/visitor", "8.8.4.4").isEmpty();
            });
    JsonNode matched = onlyTold("visitor-2", "deanonymization.matched");
    assertThat(matched.path("provider").asString()).isEqualTo("finder");
    assertThat(matched.path("level").asString()).isEqualTo("COMPANY");
    assertThat(matched.path("fields").path("company_name").asString()).isEqualTo("Acme");

    story.later(Duration.ofHours(23)).writes("Still there").to(service);
    afterwards("scenario-2");
    assertThat(askedAbout("/visitor", "8.8.4.4")).hasSize(1);
    story.later(Duration.ofHours(2)).writes("A day later").to(service);
    await("asked again after a day")
        .atMost(SOON)
        .until(() -> askedAbout("/visitor", "8.8.4.4").size() == 2);
  }

  @Test
  void scenario_3_a_work_email_is_enriched_once_by_several_vendors_and_again_for_another() {
    LeadStory story = LeadStory.of("lead-3").leaves("ana@acme.example").to(service);
    JsonNode enriched = onlyTold("lead-3", "enrichment.completed");
    assertThat(enriched.path("provider").asString()).isEqualTo("first, second");
    assertThat(enriched.path("forEmail").asString()).isEqualTo("ana@acme.example");
    assertThat(enriched.path("fields").toString())
        .contains("\"job_title\":\"Buyer\"", "\"num_employees\":1200", "\"industry\":\"Retail\"");
    assertThat(service.toldOf("lead-3"))
        .as("an answer belongs to the trace of its cause")
        .isNotEmpty()
        .allSatisfy(
            told ->
                assertThat(told.path("traceparent").asString(""))
                    .isEqualTo(RunningService.traceOf("lead-3")));
    assertThat(askedAbout("/first", "ana%40acme.example"))
        .containsExactly("/first?email=ana%40acme.example Bearer secret");
    assertThat(askedAbout("/second", "ana@acme.example")).hasSize(1);

    story.later(Duration.ofHours(20)).leaves("ana@acme.example").to(service);
    afterwards("scenario-3");
    assertThat(askedAbout("/first", "ana%40acme.example")).hasSize(1);

    story.leaves("ana@other.example").to(service);
    await("the new address is asked for")
        .atMost(SOON)
        .until(() -> service.toldOf("lead-3", "enrichment.completed").size() == 2);
    assertThat(askedAbout("/first", "ana%40")).hasSize(2);
  }

  @Test
  void what_is_known_of_a_company_is_not_asked_for_again_for_a_colleague() {
    Instant before = Instant.now();
    LeadStory.of("colleague-1").leaves("one@shared.example").to(service);
    onlyTold("colleague-1", "enrichment.completed");
    Instant first = Instant.now();
    LeadStory.of("colleague-2").leaves("two@shared.example").to(service);
    JsonNode enriched = onlyTold("colleague-2", "enrichment.completed");
    assertThat(enriched.path("fields").path("industry").asString()).isEqualTo("Retail");
    assertThat(Instant.parse(enriched.path("saidAt").path("industry").asString()))
        .as("when the vendor said it")
        .isBetween(before, first);
    assertThat(enriched.path("saidAt").has("job_title")).as("it is of the person").isFalse();
    assertThat(askedAbout("/first", "two%40shared")).as("for the person").hasSize(1);
    assertThat(askedAbout("/second", "two@shared")).as("knows companies alone").isEmpty();
  }

  @Test
  void what_was_kept_of_a_company_before_each_value_had_its_time_is_as_old_as_the_whole()
      throws IOException {
    var jdbc = service.bean(JdbcTemplate.class);
    Instant at = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
    jdbc.update(
        """
        insert into enrichment.companies (tenant, domain, fields, at)
        values ('old', 'old.example', '{"industry": "Retail", "products": ["A", "B"]}', ?)
        """,
        Timestamp.from(at));
    String migration =
        new ClassPathResource("db/enrichment-service/V13__companies_by_field.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    jdbc.update(
        migration
            .replace("update companies", "update enrichment.companies as companies")
            .replace("where fields <>", "where tenant = 'old' and fields <>"));
    assertThat(service.bean(RecallCompany.class).recall("old", "old.example"))
        .isEqualTo(
            Map.of(
                "industry", new CompanyValue(Value.text("Retail"), at),
                "products", new CompanyValue(new Value.Texts(List.of("A", "B")), at)));
  }

  @Test
  void personal_blocked_late_and_guessed_addresses_are_not_asked_for() {
    LeadStory.of("personal").leaves("somebody@gmail.com").to(service);
    LeadStory.of("blocked").writes("Hi").isBlocked().leaves("b@blocked.example").to(service);
    LeadStory.of("late").receivedAfter(Duration.ofDays(31)).leaves("l@late.example").to(service);
    LeadStory.of("guessed").isDeanonymized("g@guessed.example").to(service);
    LeadStory.of("german").from(null, "Browser", "DE").writes("Hallo").to(service);
    LeadStory.of("known").leaves("k@known.example").writes("Me again").to(service);
    afterwards("all-these");
    onlyTold("known", "enrichment.completed");
    for (String address : List.of("somebody", "blocked.ex", "late.ex", "guessed.ex"))
      assertThat(askedAbout("/", address)).as(address).isEmpty();
    for (String leadId : List.of("blocked", "late", "guessed", "german"))
      assertThat(service.toldOf(leadId)).as(leadId).isEmpty();
    assertThat(service.toldOf("known", "deanonymization.matched")).isEmpty();
  }

  @Test
  void a_tenant_that_turned_recognition_off_has_nobody_recognised() {
    service.decides(settings(TenantSettings.Deanonymization.OFF, 1));
    await("it is known").atMost(SOON).until(() -> service.count(DECIDED.formatted("OFF")) == 1);
    LeadStory.of("unseen").writes("Hello").to(service);
    afterwards("turned-off");
    assertThat(
            service.count(
                "select count(*) from enrichment.inquiries"
                    + " where lead_id = 'unseen' and purpose = 'DEANONYMIZATION'"))
        .isZero();
    service.decides(settings(TenantSettings.Deanonymization.ON_ENGAGEMENT, 2));
    await("it is known")
        .atMost(SOON)
        .until(() -> service.count(DECIDED.formatted("ON_ENGAGEMENT")) == 1);
  }

  private static TenantSettings settings(TenantSettings.Deanonymization mode, long version) {
    return new TenantSettings("default", "UTC", 1, mode, List.of("DE"), false, 90, 0, 0, version);
  }

  @Test
  void an_address_is_checked_and_one_that_bounces_is_invalid() {
    LeadStory story = LeadStory.of("checked").leaves("not an address").to(service);
    assertThat(onlyTold("checked", "email.validated").path("reason").asString())
        .isEqualTo("It is not an email address.");
    story.leaves("eve@bounced.example").bounces().to(service);
    await("both are told")
        .atMost(SOON)
        .until(() -> service.toldOf("checked", "email.validated").size() == 3);
    assertThat(service.toldOf("checked", "email.validated").toString())
        .contains("Its domain does not exist.", "Mail to it came back for good.");
  }

  @Test
  void a_phone_number_is_read_by_the_country_that_the_lead_is_in_and_checked_once() {
    LeadStory story =
        LeadStory.of("dialled").from(null, "Browser", "GB").givesPhone("020 7946 0958").to(service);
    var checked = onlyTold("dialled", "phone.validated");
    assertThat(checked.path("e164").asString()).isEqualTo("+442079460958");
    assertThat(checked.path("status").asString()).isEqualTo("VALID");
    story.givesPhone("020 7946 0958").givesPhone("+44 20 79").to(service);
    await("the other one is checked")
        .atMost(SOON)
        .until(() -> service.toldOf("dialled", "phone.validated").size() == 2);
    assertThat(service.toldOf("dialled", "phone.validated").getLast().toString())
        .contains("INVALID", "+44 20 79")
        .doesNotContain("e164");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void while_vendors_hang_lead_events_are_taken_in() {
    vendors.answers("/first", vendors.hanging());
    vendors.answers("/second", vendors.hanging());
    try {
      double told = checked();
      for (int i = 0; i < 200; i++)
        LeadStory.of("hanging-" + i).leaves("a%d@hanging%d.example".formatted(i, i)).to(service);
      await("every address is checked, while the others still wait for their vendor")
          .atMost(SOON)
          .until(() -> checked() >= told + 200);
      assertThat(askedAbout("/first", "hanging").size()).as("few hang at once").isLessThan(40);
      onlyTold("hanging-199", "email.validated");
      assertThat(service.toldOf("hanging-199", "enrichment.completed")).isEmpty();
    } finally {
      vendors.answers("/first", VendorStandIn.json(404, "{}"));
    }
  }

  private double checked() {
    return service
        .bean(MeterRegistry.class)
        .counter(Meters.TOLD.meter(), "purpose", "email-validation")
        .count();
  }

  @Test
  void what_is_delivered_again_after_a_restart_asks_nobody_and_an_erasure_forgets() {
    LeadStory story = LeadStory.of("again").leaves("rae@again.example").to(service);
    onlyTold("again", "enrichment.completed");
    service.stop();
    service.start();
    story.to(service);
    LeadStory.of("again-2").leaves("pat@gmail.com").to(service);
    await("the batch is taken in")
        .atMost(SOON)
        .until(
            () ->
                service.count("select count(*) from enrichment.leads where lead_id = 'again-2'")
                    == 1);
    await().during(A_WHILE).atMost(SOON).until(() -> askedAbout("/", "again.example").size() == 2);
    assertThat(service.toldOf("again", "enrichment.completed")).hasSize(1);

    story.isErased().to(service);
    await("nothing is left").atMost(SOON).until(() -> keptOf("again") == 0);

    // Whoever was held up takes in late what was before the erasure.
    LeadStory.of("again").leaves("back@again.example").writes("Hello?").to(service);
    LeadStory.of("again-3").leaves("eve@again.example").writes("Hello?").to(service);
    await("it goes on").atMost(SOON).until(() -> keptOf("again-3") > 1);
    await().during(A_WHILE).atMost(SOON).until(() -> keptOf("again") == 0);
  }

  @Test
  void an_erasure_that_lead_events_keep_no_more_is_heard_of_all_the_same() {
    LeadStory.of("away").leaves("rae@away.example").writes("Hello?").to(service);
    await("something is kept").atMost(SOON).until(() -> keptOf("away") > 1);
    service.stop();
    service.announceErasure(
        "away", "away-erased", 9, new LeadEvent.LeadErased(Instant.now(), null, List.of()));
    service.start();
    await("nothing is left").atMost(SOON).until(() -> keptOf("away") == 0);
  }

  /** A newer version may have kept it, or another key. */
  @Test
  void an_erasure_needs_nothing_that_is_remembered() {
    LeadStory story = LeadStory.of("unreadable").leaves("rae@unreadable.example").to(service);
    await("something is kept").atMost(SOON).until(() -> keptOf("unreadable") > 1);
    service
        .bean(JdbcTemplate.class)
        .update("update enrichment.leads set sealed = 'nonsense' where lead_id = 'unreadable'");
    story.isErased().to(service);
    await("nothing is left").atMost(SOON).until(() -> keptOf("unreadable") == 0);
  }

  private long keptOf(String leadId) {
    return service.count(
        """
        select (select count(*) from enrichment.leads where lead_id = '%1$s')
          + (select count(*) from enrichment.traces where lead_id = '%1$s')
          + (select count(*) from enrichment.conversation_lines where lead_id = '%1$s')
          + (select count(*) from enrichment.inquiries where lead_id = '%1$s')
        """
            .formatted(leadId));
  }

  private String[] argumentsWithKeyIn(Path file) {
    String setting = "--LEADLINE_ENRICHMENT_KEY_FILE=";
    return service.arguments().stream()
        .map(one -> one.startsWith(setting) ? setting + file : one)
        .toArray(String[]::new);
  }

  @Test
  void a_new_key_is_not_made_where_something_was_sealed_with_another(@TempDir Path elsewhere) {
    LeadStory.of("sealed").leaves("rae@sealed.example").to(service);
    await("something is remembered")
        .atMost(SOON)
        .until(() -> service.count("select count(*) from enrichment.leads") > 0);
    Path file = elsewhere.resolve("enrichment.key");

    assertThatThrownBy(() -> EnrichmentServiceApplication.builder().run(argumentsWithKeyIn(file)))
        .rootCause()
        .hasMessageStartingWith("There is no key file " + file)
        .hasMessageEndingWith("put it back.");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_start_with_another_key_is_refused_in_one_line(@TempDir Path elsewhere) throws IOException {
    LeadStory.of("sealed-too").leaves("kim@sealed.example").to(service);
    await("something is remembered")
        .atMost(SOON)
        .until(() -> service.count("select count(*) from enrichment.leads") > 0);
    Path file = elsewhere.resolve("another.key");
    Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));

    assertThatThrownBy(() -> EnrichmentServiceApplication.builder().run(argumentsWithKeyIn(file)))
        .rootCause()
        .hasMessage(
            "The key of the enrichment service (LEADLINE_ENRICHMENT_KEY, or its key file) is not"
                + " the one that the database was sealed with: give that one, or begin anew as"
                + " docs/runbooks/enrichment.md says.");
  }

  @Test
  void every_meter_of_ours_is_in_the_list_of_meters() {
    var registered =
        service.bean(MeterRegistry.class).getMeters().stream()
            .map(meter -> meter.getId().getName())
            .filter(name -> name.startsWith("leadline."))
            .toList();
    assertThat(registered).contains(Meters.BROKEN.meter(), Meters.RETRIES.meter());
    assertThat(Arrays.stream(Meters.values()).map(Meters::meter)).containsAll(registered);
  }
}
