package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filters of the leads page, as they are without scripts. */
class FilterPagesIT {

  private static final Instant NOW = Instant.now();

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private String page(String path) {
    HttpResponse<String> answer = gateway.get(path, "Accept", "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void every_filter_of_the_page_is_there_with_its_counts() {
    gateway.holds(
        Journey.of("looks", NOW).views("Home"), Journey.of("writes", NOW).writes("Hello"));
    String html = page("/leads");
    assertThat(html)
        .contains("method=\"get\"", "action=\"/leads\"", "name=\"q\"", "Export as CSV")
        .contains("Last 7 days", "Last 30 days", "Last 90 days", "All time", "Custom range")
        .contains(">Agent<", ">Channel<", ">Engagement<", ">Stage<", ">Lead Source<", ">Country<")
        .contains(">Known<", "Verified", "Enriched", "Salesforce", "HubSpot", "Marketo", "Portugal")
        .contains("High (5+ messages)", "Medium (&lt;5 messages)", "Browsing (no messages)")
        .contains("placeholder=\"Name, email or company\"");
    assertThat(html.replaceAll("\\s+", " "))
        .containsPattern("value=\"ENGAGED\"[^>]*><span>Engaged</span><span class=\"number\">1<");
  }

  @Test
  void what_is_chosen_is_checked_told_and_can_be_taken_away_again() {
    gateway.holds(
        Journey.of("looks", NOW).views("Home"), Journey.of("writes", NOW).writes("Hello"));
    String html = page("/leads?stage=ENGAGED&timeframe=7d&q=anon&from=&to=&country=");
    assertThat(html)
        .containsPattern("id=\"stage-ENGAGED\"[^>]*checked")
        .contains("<span class=\"sr\">Without </span><span>Stage: Engaged</span>")
        .contains("Last 7 days", "“anon”", "Clear all")
        .contains("href=\"/leads?q=anon&amp;timeframe=7d\"")
        .contains("href=\"/leads?q=anon&amp;stage=ENGAGED\"")
        .contains("/v1/leads/export.csv?q=anon&amp;stage=ENGAGED&amp;timeframe=7d");
    assertThat(page("/leads?stage=ENGAGED")).contains("lead-writes").doesNotContain("lead-looks");
    assertThat(page("/leads?stage=CALL_SCHEDULED")).contains("No lead is like this");
  }

  @Test
  void suspected_bots_are_shown_by_a_filter_and_marked() {
    gateway.holds(
        Journey.of("person", NOW).views("Home"), Journey.of("program", NOW).isByProgram());
    assertThat(page("/leads"))
        .contains("lead-person", "Show suspected bots", "Has interacted")
        .doesNotContain("lead-program", "With suspected bots");
    assertThat(page("/leads?bots=true"))
        .contains("lead-program", ">Suspected bot<", "With suspected bots")
        .containsPattern("id=\"bots\"[^>]*checked")
        .contains("/v1/leads/export.csv?bots=true");
    assertThat(page("/leads/changes?id=person&id=program")).doesNotContain("lead-program");
  }

  @Test
  void the_page_says_which_lists_are_too_long_to_be_sent_at_once() {
    assertThat(page("/leads")).containsPattern("id=\"export\"[^>]* data-most=\"100\"");
  }

  @Test
  void the_next_page_is_one_of_the_same_list() {
    gateway.holds(
        IntStream.range(0, 120)
            .mapToObj(
                i -> {
                  var journey = Journey.of("lead-%03d".formatted(i), NOW.minusSeconds(i));
                  return i % 2 == 0 ? journey.views("Home") : journey.writes("Hello");
                })
            .toArray(Journey[]::new));
    String first = page("/leads?stage=ENGAGED&sort=lastActivityAt");
    var link = Pattern.compile("href=\"(/leads\\?cursor=[^\"]+)\"").matcher(first);
    assertThat(link.find()).isTrue();
    String second = page(link.group(1).replace("&amp;", "&"));
    assertThat(first).contains("lead-119", "lead-021").doesNotContain("id=\"lead-lead-019\"");
    assertThat(second)
        .contains("lead-019", "lead-001", "data-total=\"60\">60 leads<")
        .doesNotContain("id=\"lead-lead-021\"", "id=\"lead-lead-018\"");
  }

  @Test
  void columns_sort_and_turn_around() {
    gateway.holds(
        Journey.of("b", NOW).isKnownAs("name", Value.text("Bo"), Provenance.SELF),
        Journey.of("a", NOW.minusSeconds(9)).isKnownAs("name", Value.text("Ana"), Provenance.SELF));
    assertThat(page("/leads")).contains("href=\"/leads?sort=name\"", "aria-sort=\"descending\"");
    String html = page("/leads?sort=name");
    assertThat(html).contains("aria-sort=\"ascending\"", "href=\"/leads?sort=-name\"");
    assertThat(html.indexOf("id=\"lead-a\""))
        .isLessThan(html.indexOf("id=\"lead-b\""))
        .isPositive();
  }

  @Test
  void lines_that_changed_are_those_that_the_filters_still_let_through() {
    gateway.holds(
        Journey.of("looks", NOW).views("Home"), Journey.of("writes", NOW).writes("Hello"));
    assertThat(page("/leads/changes?stage=ENGAGED&id=looks&id=writes"))
        .contains("lead-writes", "data-total=\"1\"")
        .doesNotContain("lead-looks");
  }

  @Test
  void what_is_asked_is_kept_as_a_view_and_taken_away_by_forms() {
    String list = "/leads?q=a%26b&stage=ENGAGED&stage=BROWSING";
    assertThat(page(list)).contains("q=a%26b&amp;stage=ENGAGED&amp;stage=BROWSING\"");
    HttpResponse<String> kept =
        form(
            "/leads/views",
            "name=Warm+%3Cones%3E&query=q%3Da%2526b%26stage%3DENGAGED%26cursor%3Dx");
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(302);
    assertThat(kept.headers().firstValue("Location").orElse(""))
        .endsWith("/leads?q=a%26b&stage=ENGAGED");
    String html = page("/leads?q=a%26b&stage=ENGAGED");
    assertThat(html)
        .contains("Warm &lt;ones&gt;", "Delete the view Warm &lt;ones&gt;")
        .containsPattern("href=\"/leads\\?q=a%26b&amp;stage=ENGAGED\" aria-current=\"true\"");
    assertThat(form("/leads/views", "name=x&query=stage%3DPIGEON").statusCode()).isEqualTo(400);
    var delete = Pattern.compile("action=\"(/leads/views/[^\"]+/delete)\"").matcher(html);
    assertThat(delete.find()).isTrue();
    assertThat(form(delete.group(1), "query=").statusCode()).isEqualTo(302);
    assertThat(page("/leads")).doesNotContain("Warm");
  }

  private HttpResponse<String> form(String path, String fields) {
    return gateway.post(
        path,
        "application/x-www-form-urlencoded",
        fields,
        "Accept",
        "text/html",
        "Sec-Fetch-Site",
        "same-origin");
  }

  @Test
  void numbers_have_a_range_of_ones_own_and_so_have_the_lists_behind_them() {
    assertThat(page("/analytics?timeframe=custom&from=2026-01-02&to=2026-01-05"))
        .contains("Custom range", "value=\"2026-01-02\"", "value=\"2026-01-05\"")
        .containsPattern("href=\"/leads\\?[^\"]*from=2026-01-02&amp;to=2026-01-05");
    assertThat(page("/analytics?timeframe=custom&from=&to=")).contains("timeframe=all");
    assertThat(page("/analytics?timeframe=7d&from=2026-01-02")).doesNotContain("from=2026-01-02");
    assertThat(gateway.get("/analytics?timeframe=custom&from=soon").statusCode()).isEqualTo(400);
  }

  @Test
  void whose_days_a_timeframe_is_of_is_said_where_it_is_chosen() {
    for (String page : List.of("/leads", "/analytics"))
      assertThat(page(page)).contains("Days of the time zone UTC");
    assertThat(page("/leads?zone=Asia%2FTokyo")).contains("Days of the time zone Asia/Tokyo");
  }

  @Test
  void a_wrong_filter_is_told_kindly_and_what_is_typed_is_never_run() {
    HttpResponse<String> answer = gateway.get("/leads?stage=PIGEON", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("stage is one of");
    assertThat(page("/leads?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&agent=%22%3E%3Cb%3E"))
        .doesNotContain("<script>alert", "\"><b>");
  }
}
