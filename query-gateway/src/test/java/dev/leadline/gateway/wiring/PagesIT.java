package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.view.TenantSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesIT {

  private static final Instant NOW = Instant.now();
  private static final String ATTACK = "<script>alert(1)</script>";

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private String page(String path) {
    HttpResponse<String> answer = gateway.get(path, "Accept", "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe-inline", "unsafe-eval"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
        .doesNotContainPattern("\\son[a-z]+=|\\sstyle=");
    return answer.body();
  }

  @Test
  void the_front_door_leads_to_the_list() {
    HttpResponse<String> answer = gateway.get("/", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith("/leads"));
  }

  @Test
  void a_field_that_a_crm_has_says_what_it_is_called_there_and_which_way_its_values_go() {
    assertThat(page("/settings/fields"))
        .contains(
            "HubSpot: jobtitle (both ways)",
            "Marketo: title (written)",
            "sales_rep_name",
            "Salesforce: Owner.Name (read)",
            "Biggest challenge");
  }

  @ParameterizedTest
  @CsvSource({
    "blockingThreshold, " + TenantSettings.HIGHEST_BLOCKING_THRESHOLD,
    "blockSameNetworkForHours, " + TenantSettings.MOST_HOURS_BLOCKED,
    "anonymousKeptForDays, " + TenantSettings.MOST_DAYS_KEPT,
    "leadsKeptForMonths, " + TenantSettings.MOST_MONTHS_KEPT,
  })
  void a_setting_can_be_chosen_as_high_as_it_is_taken_and_no_higher(String setting, String most) {
    assertThat(page("/settings"))
        .containsPattern("<input name=\"%s\"[^>]* max=\"%s\"".formatted(setting, most));
  }

  private String refused(int status, String path, String fields) {
    HttpResponse<String> answer =
        gateway.post(
            path,
            "application/x-www-form-urlencoded",
            fields,
            "Accept",
            "text/html",
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("role=\"alert\"");
    return answer.body();
  }

  @Test
  void what_was_typed_into_a_form_that_is_refused_stays_in_it() {
    gateway.holds(Journey.of("lead-1", NOW).writes("Hello"));
    assertThat(refused(409, "/leads/lead-1/fields", "field=job_title&value=refuse+this"))
        .contains(">refuse this</textarea>");
    assertThat(refused(409, "/settings/fields", "label=refuse+this&name=pain&type=NUMBER"))
        .contains("value=\"refuse this\"", "value=\"pain\"", "<details open")
        .containsPattern("value=\"NUMBER\" selected");
    String members = refused(422, "/settings/members", "memberId=No+Id&name=Kim&role=EDITOR");
    assertThat(members.substring(members.indexOf("<details open")))
        .contains("Add a member", "value=\"No Id\"", "value=\"Kim\"")
        .containsPattern("value=\"EDITOR\" checked")
        .doesNotContainPattern("value=\"MEMBER\" checked");
    assertThat(refused(422, "/settings/api-keys", "name=Website"))
        .contains("value=\"Website\"", "<details open");
  }

  @Test
  void settings_that_are_refused_stay_as_typed_and_those_that_somebody_else_changed_do_not() {
    String fields =
        """
        &version=3&blockingThreshold=2.5&deanonymization=OFF&excluded=de&anonymousKeptForDays=7\
        &leadsKeptForMonths=0&blockSameNetworkForHours=0\
        """;
    assertThat(refused(422, "/settings", "zone=refuse+this+value" + fields))
        .contains("value=\"refuse this value\"", "value=\"2.5\"", "value=\"DE\"", "value=\"3\"")
        .containsPattern("value=\"OFF\" checked");
    assertThat(refused(409, "/settings", "zone=refuse+this" + fields))
        .contains("value=\"UTC\"", "value=\"1.0\"")
        .doesNotContain("value=\"refuse this\"", "value=\"2.5\"");
  }

  @Test
  void an_empty_list_says_what_will_happen() {
    assertThat(page("/leads")).contains("No leads yet");
  }

  @Test
  void the_list_has_its_four_columns_with_their_marks() {
    gateway.holds(
        Journey.of("lead-1", NOW.minusSeconds(9000))
            .writes("Hello")
            .givesEmail("ana@acme.example")
            .isKnownAs("name", Value.text("Ana Lima"), Provenance.SELF)
            .isScheduled("s", StepKind.CALL, "Ring Ana", NOW.minusSeconds(7200)),
        Journey.of("lead-2", NOW.minusSeconds(9100))
            .views("Home")
            .isKnownAs("email", Value.text("bo@globex.example"), Provenance.DEANONYMIZED_PERSON));
    String html = page("/leads");
    assertThat(html)
        .contains(">Lead</a></th>", ">Stage</a></th>", ">Latest Lead Action</a>", ">Next Step</th>")
        .contains("Ana Lima", "ana@acme.example", "The lead identified itself", "Email Captured")
        .contains("Shared Email Address", "2 h ago", "Ring Ana", "Overdue")
        .contains("bo@globex.example", "Matched from outside sources", "No upcoming steps")
        .contains("Browsing", "Visited Webpage", "data-total=\"2\">2 leads<");
  }

  @Test
  void the_list_goes_on_by_a_plain_link() {
    for (int i = 0; i < 60; i++)
      gateway.holds(Journey.of("lead-%02d".formatted(i), NOW.minusSeconds(i + 100)).views("Home"));
    String first = page("/leads");
    var link = Pattern.compile("href=\"(/leads\\?cursor=[^\"]+)\"").matcher(first);
    assertThat(link.find()).isTrue();
    assertThat(first).contains("lead-49").doesNotContain("lead-50");
    assertThat(page(link.group(1))).contains("lead-50", "lead-59").doesNotContain("lead-49");
  }

  @Test
  void changed_rows_come_in_one_answer() {
    gateway.holds(
        Journey.of("lead-1", NOW).writes("Hello"),
        Journey.of("lead-2", NOW).writes("Hello"),
        Journey.of("lead-3", NOW).writes("Hello"));
    assertThat(page("/leads/changes?id=lead-1&id=lead-3&id=nobody"))
        .contains("lead-lead-1", "lead-lead-3", "data-total=\"3\"")
        .doesNotContain("lead-lead-2", "nobody", "<html");
    assertThat(page("/leads/changes")).contains("lead-lead-2").doesNotContain("<html");
  }

  @Test
  void what_a_lead_wrote_is_shown_and_never_run() {
    gateway.holds(
        Journey.of("lead-1", NOW)
            .views(ATTACK)
            .writes(ATTACK)
            .isKnownAs("name", Value.text(ATTACK), Provenance.SELF)
            .isKnownAs("seats", Value.text("\"" + ATTACK), Provenance.SELF)
            .isKnownAs("linkedin_url", Value.text("javascript:alert(1)"), Provenance.SELF)
            .isScheduled("s", StepKind.EMAIL, ATTACK, NOW));
    for (String path : new String[] {"/leads", "/leads/lead-1", "/leads/lead-1/details"})
      assertThat(page(path))
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain(ATTACK, "href=\"javascript:");
  }

  @Test
  void the_timeline_has_days_bubbles_folded_visits_and_steps_beside_it() {
    gateway.holds(
        Journey.of("lead-1", NOW.minus(Duration.ofDays(1)))
            .views("Home")
            .views("Pricing")
            .after(Duration.ofDays(1).minusMinutes(2))
            .writes("Hello there")
            .hears("How can I help?")
            .isScheduled("a", StepKind.EMAIL, null, NOW.plusSeconds(3600))
            .isScheduled("b", StepKind.TEXT, "Say thanks", NOW)
            .isReached("b"));
    assertThat(page("/leads/lead-1"))
        .contains("Yesterday", "Today", "Viewed 2 pages", "Hello there", "How can I help?")
        .contains("bubble left", "bubble right", "Next steps", "Send Email", "Past actions")
        .contains("Say thanks", "sent");
  }

  @Test
  void a_message_says_who_wrote_it_by_the_name_of_the_lead_once_it_is_known() {
    Journey journey = Journey.of("lead-1", NOW.minusSeconds(60)).writes("Hello");
    gateway.holds(journey);
    assertThat(page("/leads/lead-1"))
        .contains("<dd>Medium, 1 message</dd>", "<span class=\"by\" dir=\"auto\">Lead</span>");
    gateway.holds(journey.isKnownAs("name", Value.text("Ana Lima"), Provenance.SELF));
    assertThat(page("/leads/lead-1"))
        .contains("<span class=\"by\" dir=\"auto\">Ana Lima</span>")
        .doesNotContain(">Lead</span>");
  }

  @Test
  void a_long_timeline_goes_on_by_a_plain_link() {
    Journey journey = Journey.of("lead-1", NOW.minusSeconds(900));
    for (int i = 0; i < 60; i++) journey.writes("message " + (100 + i));
    gateway.holds(journey);
    String newest = page("/leads/lead-1");
    assertThat(newest).contains("message 159", "message 110").doesNotContain("message 109");
    var link = Pattern.compile("href=\"(/leads/lead-1\\?cursor=[^\"]+)\"").matcher(newest);
    assertThat(link.find()).isTrue();
    assertThat(page(link.group(1))).contains("message 109").doesNotContain("message 110");
  }

  @Test
  void the_live_part_of_a_timeline_can_be_asked_for_again() {
    Journey journey = Journey.of("lead-1", NOW.minusSeconds(60)).writes("first").hears("second");
    gateway.holds(journey);
    var since = Pattern.compile("data-since=\"([^\"]+)\"").matcher(page("/leads/lead-1"));
    assertThat(since.find()).isTrue();
    gateway.holds(journey.writes("third"));
    assertThat(page("/leads/lead-1/timeline?limit=200&cursor=" + since.group(1)))
        .contains("first", "second", "third");
  }

  @Test
  void the_details_tell_where_each_value_comes_from() {
    gateway.holds(
        Journey.of("lead-1", NOW)
            .givesEmail("ana@acme.example")
            .isKnownAs("num_employees", new Value.Whole(420), Provenance.CRM)
            .isKnownAs("phone_number", Value.text("020 7946 0958"), Provenance.SELF)
            .isKnownAs("phone_validation", Value.text("RISKY"), Provenance.ENRICHMENT)
            .isKnownAs("phone_e164", Value.text("+442079460958"), Provenance.ENRICHMENT)
            .isKnownAs("seats", new Value.Whole(40), Provenance.URL));
    assertThat(page("/leads/lead-1/details"))
        .contains("Personal Information", "Conversation Summary", "Company Details")
        .contains("Company Insights", "Custom Fields", "Headcount", "420", "From your CRM")
        .contains("From a link, not confirmed", "Given by the lead", "Not known")
        .contains("Phone to dial", "+442079460958", ">Risky<")
        .doesNotContain("Phone validation");
  }

  @Test
  void a_phone_number_that_is_told_as_it_is_dialled_is_told_once() {
    gateway.holds(
        Journey.of("lead-1", NOW)
            .isKnownAs("phone_number", Value.text("+442079460958"), Provenance.SELF)
            .isKnownAs("phone_validation", Value.text("VALID"), Provenance.ENRICHMENT)
            .isKnownAs("phone_e164", Value.text("+442079460958"), Provenance.ENRICHMENT));
    assertThat(page("/leads/lead-1/details"))
        .contains("+442079460958", ">Valid<")
        .doesNotContain("Phone to dial");
  }

  @Test
  void a_name_that_nobody_told_can_be_set() {
    gateway.holds(Journey.of("lead-1", NOW).givesEmail("ana@acme.example"));
    assertThat(page("/leads/lead-1/details?field=name")).contains("Not known");
    gateway.holds(
        Journey.of("lead-2", NOW).isKnownAs("first_name", Value.text("Ana"), Provenance.SELF));
    assertThat(page("/leads/lead-2/details")).doesNotContain("field=name\"", "field=name&");
  }

  @Test
  void what_a_summary_quotes_leads_to_its_message_in_the_timeline() {
    Instant first = Instant.parse("2026-03-02T09:00:00Z");
    Journey journey = Journey.of("lead-1", first).writes("Do you have an API?");
    for (int i = 0; i < 60; i++) journey.after(Duration.ofMinutes(1)).hears("answer " + (100 + i));
    journey.after(Duration.ofMinutes(1)).writes("<b>Our</b> tool is slow. Is it hosted here?");
    Instant last = journey.entries().getLast().at();
    journey
        .isKnownAs(
            "conversation_summary",
            Value.text("Asked 2 questions, last: “Is it hosted here?”."),
            Provenance.WORKFLOW)
        .isKnownAs(
            "questions_asked",
            new Value.Texts(List.of("Do you have an API?", "Is it hosted here?")),
            Provenance.WORKFLOW)
        .isKnownAs(
            "pain_points",
            new Value.Texts(List.of("<b>Our</b> tool is slow.")),
            Provenance.WORKFLOW)
        .isKnownAs(
            "summary_citations",
            new Value.Texts(
                List.of(
                    first + " Do you have an API?",
                    last + " Is it hosted here?",
                    last + " <b>Our</b> tool is slow.",
                    "nonsense")),
            Provenance.WORKFLOW);
    gateway.holds(journey);
    String details = page("/leads/lead-1/details");
    assertThat(details).doesNotContain("Summary citations", "nonsense", "<b>Our");
    var links =
        Pattern.compile("href=\"(/leads/lead-1\\?at=([^\"#]+)#cited)\"[^>]*>(\\d)</a>")
            .matcher(details)
            .results()
            .toList();
    assertThat(links)
        .extracting(link -> link.group(3))
        .as("the summary quotes the second message, the questions both, the pain point the second")
        .containsExactly("2", "1", "2", "2");
    assertThat(details)
        .contains("aria-label=\"Message 1 of 2 Mar 2026, 09:00:00 Z, in the timeline\"")
        .contains("Is it hosted here?<sup aria-hidden=\"true\">2</sup>");
    String there = page(links.get(1).group(1));
    assertThat(there)
        .containsPattern("(?s)id=\"cited\"[^>]*>.{0,600}Do you have an API\\?")
        .doesNotContain("answer 100");
    assertThat(page(links.get(0).group(1)))
        .containsPattern("(?s)id=\"cited\"[^>]*>.{0,600}Is it hosted here\\?")
        .contains("answer 159")
        .containsOnlyOnce("id=\"cited\"");
    for (String at : List.of("noon", "%2B1000000000-12-31T23:59:59.999999999Z"))
      assertThat(gateway.get("/leads/lead-1?at=" + at, "Accept", "text/html").statusCode())
          .as(at)
          .isEqualTo(400);
  }

  @Test
  void times_are_told_in_the_zone_of_the_viewer() {
    gateway.holds(Journey.of("lead-1", Instant.parse("2026-01-10T23:30:00Z")).writes("Hello"));
    assertThat(page("/leads/lead-1")).contains("10 January 2026");
    assertThat(
            gateway
                .get("/leads/lead-1", "Accept", "text/html", "Cookie", "zone=Europe/Berlin")
                .body())
        .contains("11 January 2026", "00:30");
    assertThat(gateway.get("/leads/lead-1", "Cookie", "zone=nowhere").statusCode()).isEqualTo(200);
  }

  @Test
  void a_page_that_is_not_there_says_so_kindly() {
    for (String path : new String[] {"/nowhere", "/leads/nobody", "/leads/nobody/details"}) {
      HttpResponse<String> answer = gateway.get(path, "Accept", "text/html");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(answer.body()).contains("Go to the leads", "404");
    }
  }

  @Test
  void the_assets_are_there_and_may_be_kept_for_ever() {
    String html = page("/leads");
    var assets = Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"").matcher(html);
    int found = 0;
    while (assets.find()) {
      HttpResponse<String> asset = gateway.get(assets.group(1));
      assertThat(asset.statusCode()).as(assets.group(1)).isEqualTo(200);
      assertThat(asset.headers().firstValue("Cache-Control").orElse(""))
          .contains("max-age=31536000");
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(6);
  }
}
