package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class NotificationsIT {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final RunningGateway gateway = RunningGateway.shared();

  private String page(String path) {
    HttpResponse<String> answer = gateway.get(path, "Accept", "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
        .doesNotContainPattern("\\son[a-z]+=|\\sstyle=");
    return answer.body();
  }

  @Test
  void a_question_goes_through_with_its_query_for_the_tenant_that_the_gateway_knows() {
    var answer =
        gateway.get("/v1/notifications/deliveries?state=SENT&limit=2", "Leadline-Tenant", "other");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("GET /deliveries?state=SENT&limit=2 default ");
    assertThat(gateway.get("/v1/notifications/deliveries?nonsense=1").statusCode()).isEqualTo(400);
  }

  @Test
  void a_rule_goes_through_as_it_is_and_only_as_json() {
    String rule = "{\"name\":\"Calls\"}";
    assertThat(gateway.post("/v1/notifications/rules", "application/json", rule).statusCode())
        .isEqualTo(201);
    assertThat(gateway.forwarded.getLast()).isEqualTo("POST /rules default " + rule);
    assertThat(gateway.post("/v1/notifications/rules", "text/plain", rule).statusCode())
        .isEqualTo(415);
  }

  @Test
  void the_inbox_shows_what_was_told_and_runs_nothing_of_it() {
    assertThat(page("/notifications"))
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; was blocked", "Some words", "/leads/lead-1")
        .contains("Stage: Engaged", "Country: Portugal");
  }

  @Test
  void deliveries_say_what_became_of_each_and_offer_to_send_again() {
    assertThat(page("/notifications/deliveries"))
        .contains("Lead blocked", "Unknown", "gave no answer in time", "/7/send-again")
        .contains("href=\"/notifications/deliveries?cursor=6\">Older");
    assertThat(page("/notifications/deliveries?state=UNKNOWN"))
        .contains("href=\"/notifications/deliveries?state=UNKNOWN&amp;cursor=6\">Older")
        .contains("no answer came");
  }

  @Test
  void settings_show_rules_and_destinations_in_words() {
    assertThat(page("/notifications/settings"))
        .contains(
            "Blocks",
            "quiet 22:00 to 07:00, Europe/Berlin",
            "Sales &lt;b&gt;",
            "Disabled after 3 refusals.");
  }

  @Test
  void a_form_of_ours_adds_a_rule() {
    var answer =
        form(
            "/notifications/rules",
            "name=Calls&trigger=lead.blocked&destination=d-1&quietFrom=22:00&quietTo=07:00"
                + "&zone=Europe/Berlin&cooldown=5&most=3&within=60&words=true&digest=&template="
                + "&stage=ENGAGED&countries=PT,+DE",
            "same-origin");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(gateway.forwarded.getLast())
        .isEqualTo(
            "POST /rules default {\"name\":\"Calls\",\"template\":\"\",\"words\":true,"
                + "\"triggers\":[\"lead.blocked\"],\"destinationIds\":[\"d-1\"],"
                + "\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:00\",\"zone\":\"Europe/Berlin\"},"
                + "\"cooldown\":\"PT5M\",\"digest\":null,"
                + "\"rate\":{\"most\":3,\"within\":\"PT1H\"},"
                + "\"filter\":{\"stages\":[\"ENGAGED\"],\"agents\":[],\"channels\":[],"
                + "\"countries\":[\"PT\",\"DE\"],\"sources\":[],\"known\":[]}}");
  }

  @Test
  void the_form_of_a_rule_shows_it_as_it_is_and_what_comes_back_unchanged_changes_nothing() {
    assertThat(page("/notifications/rules/r-1"))
        .contains("Edit a rule", "value=\"Blocks\"", "value=\"22:00\"", "value=\"0.5\"")
        .contains("value=\"PT, DE\"", "value=\"90\"", "action=\"/notifications/rules/r-1\"")
        .containsPattern("value=\"lead.blocked\"\\s+checked")
        .containsPattern("value=\"ENGAGED\"\\s+checked")
        .contains("<span>CRM</span>");
    var answer =
        form(
            "/notifications/rules/r-1",
            "name=Blocks&trigger=lead.blocked&destination=d-1&quietFrom=22:00&quietTo=07:00"
                + "&zone=Europe/Berlin&cooldown=0.5&most=3&within=90&stage=ENGAGED"
                + "&countries=PT,+DE&agents=&digest=&template=",
            "same-origin");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(gateway.forwarded.getLast())
        .startsWith("PATCH /rules/r-1 default ")
        .contains(
            "\"cooldown\":\"PT30S\",\"digest\":null,"
                + "\"rate\":{\"most\":3,\"within\":\"PT1H30M\"}",
            "\"words\":false")
        .doesNotContain("enabled");
  }

  @Test
  void a_destination_is_edited_and_keeps_its_secret_unless_there_is_a_new_one() {
    assertThat(page("/notifications/destinations/d-1"))
        .contains("Edit a destination", "value=\"Sales\"", "value=\"C1\"", "New secret");
    form("/notifications/destinations/d-1", "name=Sales&target=C2&secret=", "same-origin");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("PATCH /destinations/d-1 default {\"name\":\"Sales\",\"target\":\"C2\"}");
    form("/notifications/destinations/d-1", "name=Sales&target=C2&secret=xoxb-2", "same-origin");
    assertThat(gateway.forwarded.getLast()).contains("\"secret\":\"xoxb-2\"");
  }

  @Test
  void what_is_wrong_is_said_and_nothing_that_was_typed_is_lost() {
    var refused =
        form(
            "/notifications/rules/r-1",
            "name=&template=A+long+line&destination=d-1&quietFrom=21:00&cooldown=7",
            "same-origin");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("&#39;name&#39; is missing.", "A long line", "value=\"21:00\"", "value=\"7\"");
    assertThat(form("/notifications/rules/r-1", "name=B&cooldown=soon", "same-origin").statusCode())
        .isEqualTo(400);
    assertThat(
            gateway
                .get("/notifications/rules/" + "x".repeat(65), "Accept", "text/html")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_form_of_somebody_else_is_refused() {
    int before = gateway.forwarded.size();
    assertThat(form("/notifications/rules", "name=Steal", "cross-site").statusCode())
        .isEqualTo(400);
    assertThat(gateway.forwarded).hasSize(before);
  }

  @Test
  void what_is_wrong_is_said_above_the_form() {
    var answer = form("/notifications/destinations", "name=&kind=INBOX", "same-origin");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("&#39;name&#39; is missing.");
  }

  @Test
  void the_key_of_a_new_webhook_is_shown_once_and_a_test_says_how_it_went() {
    assertThat(form("/notifications/destinations", "name=Hook&kind=WEBHOOK", "same-origin").body())
        .contains("whsec_once");
    assertThat(form("/notifications/destinations/d-1/test", "", "same-origin").body())
        .contains("The Slack channel is archived.");
  }

  private HttpResponse<String> form(String path, String body, String site) {
    return gateway.post(path, FORM, body, "Sec-Fetch-Site", site, "Accept", "text/html");
  }
}
