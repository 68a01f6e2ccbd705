package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members do on the page of a lead, as a browser without scripts sends it. */
class LeadFormsIT {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Instant NOW = Instant.now();

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private void holdsLead() {
    gateway.holds(
        Journey.of("lead-1", NOW.minusSeconds(60))
            .isKnownAs("name", Value.text("Ana Lima"), Provenance.SELF)
            .isKnownAs("num_employees", new Value.Whole(12), Provenance.CRM)
            .writes("Hello")
            .hears("How can I help?"));
  }

  private HttpResponse<String> submits(String action, String fields, String... more) {
    String[] headers = {
      "Accept", "text/html", "Cookie", "member=Sam%20Reed", "Sec-Fetch-Site", "same-origin"
    };
    return gateway.post("/leads/lead-1/" + action, FORM, fields, more.length == 0 ? headers : more);
  }

  private void leadsTo(HttpResponse<String> answer, String path) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(path);
  }

  @Test
  void taking_over_is_a_form_whose_answer_is_the_page_as_it_is_then() {
    holdsLead();
    leadsTo(submits("takeover", "controlVersion=0&key=abcdefgh-1"), "/leads/lead-1?v=8");
    assertThat(gateway.forwarded.getLast())
        .startsWith("/v1/leads/lead-1/takeover default abcdefgh-1-takeover null ")
        .contains("\"expectedControlVersion\":0", "\"memberId\":\"sam.reed\"")
        .contains("\"memberName\":\"Sam Reed\"");
  }

  @Test
  void two_forms_of_one_page_are_two_commands_and_one_that_is_sent_twice_is_one() {
    holdsLead();
    submits("messages", "text=Hi+there&controlVersion=1&key=abcdefgh-2");
    submits("return", "key=abcdefgh-2");
    submits("return", "key=abcdefgh-2");
    assertThat(gateway.forwarded.subList(gateway.forwarded.size() - 3, gateway.forwarded.size()))
        .extracting(it -> it.split(" ", -1)[2])
        .containsExactly("abcdefgh-2-messages", "abcdefgh-2-return", "abcdefgh-2-return");
  }

  @Test
  void a_message_a_return_a_block_and_a_judgement_are_forms_too() {
    holdsLead();
    leadsTo(submits("messages", "text=Hi+there&controlVersion=1&channel=CHAT"), "?v=8");
    assertThat(gateway.forwarded.getLast())
        .contains("\"text\":\"Hi there\"", "\"controlVersion\":1", "\"channel\":\"CHAT\"");
    leadsTo(submits("return", ""), "?v=8");
    leadsTo(submits("block", "reason=Spam&note=Twice"), "?v=8");
    assertThat(gateway.forwarded.getLast()).contains("\"reason\":\"Spam\"", "\"note\":\"Twice\"");
    leadsTo(submits("unblock", "reason="), "?v=8");
    leadsTo(submits("stage", "stage=ENGAGED&reason=Met"), "?v=8");
    leadsTo(submits("feedback", "messageId=m-3&rating=DOWN&suggestion=Be+shorter"), "?v=8");
    assertThat(gateway.forwarded.getLast())
        .contains("\"messageId\":\"m-3\"", "\"rating\":\"DOWN\"", "\"suggestion\":\"Be shorter\"");
  }

  @Test
  void what_is_refused_is_said_on_the_page_and_what_was_typed_stays() {
    holdsLead();
    HttpResponse<String> answer = submits("messages", "text=refuse+this&controlVersion=1");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("role=\"alert\"", "Not now.", "Ana Lima", "Timeline");
  }

  @Test
  void a_form_of_another_site_changes_nothing() {
    holdsLead();
    int before = gateway.forwarded.size();
    for (String[] headers :
        new String[][] {
          {"Accept", "text/html", "Sec-Fetch-Site", "cross-site"},
          {"Accept", "text/html", "Sec-Fetch-Site", "same-site"},
          {"Accept", "text/html", "Origin", "https://evil.example"},
          {"Accept", "text/html", "Origin", "null"}
        }) assertThat(submits("block", "reason=Spam", headers).statusCode()).isEqualTo(400);
    assertThat(gateway.forwarded).hasSize(before);
  }

  @Test
  void a_value_is_corrected_with_the_type_that_it_has() {
    holdsLead();
    leadsTo(submits("fields", "field=num_employees&value=40"), "/leads/lead-1/details?v=8");
    assertThat(gateway.forwarded.getLast())
        .startsWith("/v1/leads/lead-1 ")
        .contains("\"num_employees\":40");
    leadsTo(submits("fields", "field=skills&value=Go%3B+Rust"), "/leads/lead-1/details?v=8");
    assertThat(gateway.forwarded.getLast()).contains("\"skills\":[\"Go\",\"Rust\"]");
    String closely =
        gateway.get("/leads/lead-1/details?field=num_employees", "Accept", "text/html").body();
    assertThat(closely).contains("From your CRM", "Correct it", ">12</textarea>");
    assertThat(gateway.get("/leads/lead-1/details?field=nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void a_value_that_is_looked_at_closely_comes_with_all_that_was_ever_said_of_it() {
    holdsLead();
    String closely =
        gateway.get("/leads/lead-1/details?field=job_title", "Accept", "text/html").body();
    assertThat(gateway.forwarded.getLast())
        .startsWith("/internal/leads/lead-1/observations default ");
    assertThat(closely)
        .contains("<h3>History", "Head of &lt;b&gt;Sales&lt;/b&gt;", "Entered by a team member")
        .containsOnlyOnce("From your CRM, 2 times")
        .doesNotContain("<b>Sales");
    assertThat(closely.indexOf("Entered by a team member"))
        .as("the newest first")
        .isLessThan(closely.indexOf("From your CRM", closely.indexOf("<h3>History")));
    assertThat(gateway.get("/leads/lead-1/details?field=skills", "Accept", "text/html").body())
        .contains("Nobody has said anything yet");
  }

  @Test
  void two_leads_are_compared_before_they_are_merged() {
    holdsLead();
    gateway.holds(
        Journey.of("lead-2", NOW.minusSeconds(90))
            .isKnownAs("name", Value.text("Ana L."), Provenance.CRM)
            .isKnownAs("company_name", Value.text("Globex"), Provenance.CRM)
            .writes("Hi"));
    assertThat(gateway.get("/leads/lead-1/merge?q=globex", "Accept", "text/html").body())
        .contains("Ana L.", "/leads/lead-1/merge?with=lead-2");
    assertThat(gateway.get("/leads/lead-1/merge?with=lead-2", "Accept", "text/html").body())
        .contains("Together", "Globex", "<td>2</td>", "Merge the two");
    leadsTo(submits("merge", "other=lead-2"), "/leads/lead-1?v=8");
    assertThat(gateway.forwarded.getLast()).contains("\"absorbLeadId\":\"lead-2\"");
    leadsTo(submits("apart", "other=lead-2"), "/leads/lead-1?v=8");
    assertThat(gateway.forwarded.getLast()).contains("/merge-suggestions/lead-2/dismiss ");
    leadsTo(submits("unmerge", "other=lead-2"), "/leads/lead-1?v=8");
    assertThat(gateway.forwarded.getLast()).contains("\"leadId\":\"lead-2\"");
  }

  @Test
  void who_compares_merges_or_parts_two_leads_on_a_page_is_in_the_audit_log_of_both() {
    holdsLead();
    gateway.holds(Journey.of("lead-of-a-merge", NOW.minusSeconds(90)).writes("Hi"));
    gateway.get("/leads/lead-1/merge?with=lead-of-a-merge", "Accept", "text/html");
    for (String action : List.of("merge", "unmerge", "apart"))
      submits(action, "other=lead-of-a-merge");
    await("it is written down")
        .untilAsserted(
            () ->
                assertThat(
                        Json.MAPPER
                            .readTree(gateway.get("/v1/audit?leadId=lead-of-a-merge").body())
                            .path("items"))
                    .hasSize(4)
                    .allSatisfy(
                        entry ->
                            assertThat(entry.path("leads"))
                                .hasToString("[\"lead-1\",\"lead-of-a-merge\"]")));
  }

  @Test
  void a_person_is_erased_only_by_who_types_their_name() {
    holdsLead();
    int before = gateway.forwarded.size();
    HttpResponse<String> mistyped = submits("erase", "confirm=Ana");
    assertThat(mistyped.statusCode()).isEqualTo(422);
    assertThat(mistyped.body()).contains("Nothing was erased");
    assertThat(gateway.forwarded).hasSize(before);
    HttpResponse<String> erased = submits("erase", "confirm=ana+lima&legalBasis=Asked");
    assertThat(erased.body()).contains("The person is erased");
    assertThat(gateway.forwarded.getLast())
        .startsWith("/v1/privacy/erasures ")
        .contains("\"leadId\":\"lead-1\"", "\"legalBasis\":\"Asked\"");
  }

  @Test
  void a_person_with_blanks_in_a_row_in_their_name_is_erased_by_who_types_it_as_it_is_shown() {
    gateway.holds(
        Journey.of("lead-1", NOW.minusSeconds(60))
            .isKnownAs("name", Value.text("Ana  \u00a0Lima"), Provenance.SELF));
    assertThat(submits("erase", "confirm=AnaLima").statusCode()).isEqualTo(422);
    assertThat(submits("erase", "confirm=Ana+Lima").body()).contains("The person is erased");
    assertThat(submits("erase", "confirm=Ana++%C2%A0Lima").body()).contains("The person is erased");
  }

  @Test
  void the_stages_on_the_way_stand_in_the_timeline() {
    holdsLead();
    assertThat(gateway.get("/leads/lead-1", "Accept", "text/html").body())
        .contains("Reached Engaged", "Improve this response")
        .doesNotContain("Reached Browsing");
  }

  @Test
  void light_and_dark_are_switched_without_a_script() {
    HttpResponse<String> answer =
        gateway.post(
            "/theme",
            FORM,
            "to=dark",
            "Accept",
            "text/html",
            "Referer",
            gateway.uri("/leads?q=a").toString());
    assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("theme=dark");
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/leads?q=a");
    assertThat(gateway.get("/leads", "Accept", "text/html", "Cookie", "theme=dark").body())
        .contains("data-theme=\"dark\"");
  }
}
