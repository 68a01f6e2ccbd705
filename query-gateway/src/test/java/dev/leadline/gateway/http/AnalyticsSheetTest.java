package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import dev.leadline.gateway.http.AnalyticsSheet.Chart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnalyticsSheetTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.25Z");

  private static AnalyticsSheet sheet(Overview.Email email, Overview.Copilot copilot) {
    return sheet(email, copilot, Map.of());
  }

  private static AnalyticsSheet sheet(
      Overview.Email email, Overview.Copilot copilot, Map<String, Long> pages) {
    return new AnalyticsSheet(
        new Overview(
            0,
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(new Overview.Question("lead-1", Channel.CHAT, AT, "Is there a trial?")),
            pages,
            Map.of("SMARTBAR", 3L),
            email,
            new Overview.Voice(4, 3, 1, 125),
            copilot),
        new Bounds(null, null, ZoneOffset.UTC),
        Map.of(),
        new Viewer(ZoneOffset.UTC, AT.plusSeconds(60)));
  }

  private static final AnalyticsSheet BUSY =
      sheet(
          new Overview.Email(200, 190, 80, 40, 25, 10, 2, 0.125, 100, 20),
          new Overview.Copilot(2, 3600, 1800, 5, 4));

  private static Chart chart(AnalyticsSheet sheet, String title) {
    return sheet.charts().stream()
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> bars(Chart chart) {
    return chart.bars().stream().map(bar -> bar.label() + " " + bar.value()).toList();
  }

  @Test
  void emails_calls_meetings_and_the_interfaces_of_chats_have_their_numbers() {
    assertThat(bars(chart(BUSY, "Chats by interface"))).containsExactly("Smartbar 3");
    assertThat(bars(chart(BUSY, "Emails")))
        .containsExactly(
            "Sent 200",
            "Delivered 190",
            "Opened 80",
            "Clicked 40",
            "Replied 25",
            "Bounced 10",
            "Unsubscribed 2",
            "Leads written to 100",
            "Leads who replied 20");
    assertThat(bars(chart(BUSY, "Calls"))).containsExactly("Started 4", "Answered 3", "Missed 1");
    assertThat(bars(chart(BUSY, "Copilot")))
        .containsExactly("Meetings 2", "Questions asked 5", "Questions answered 4");
  }

  @Test
  void rates_and_durations_are_told_with_their_units() {
    assertThat(chart(BUSY, "Emails").hint()).isEqualTo("Reply rate: 13 %");
    assertThat(chart(BUSY, "Calls").hint()).isEqualTo("2 min 5 s in all");
    assertThat(chart(BUSY, "Copilot").hint()).isEqualTo("1 h 0 min in all, 30 min 0 s on average");
  }

  private static Chart beganOn(String... addresses) {
    var pages = new TreeMap<String, Long>();
    for (String address : addresses) pages.put(address, 3L);
    return chart(
        sheet(
            new Overview.Email(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            new Overview.Copilot(0, 0, 0, 0, 0),
            pages),
        "Where chats began");
  }

  @Test
  void pages_on_which_chats_began_are_told_by_what_tells_them_apart() {
    Chart one = beganOn("https://www.acme.example", "https://www.acme.example/plans?size=10");
    assertThat(bars(one)).containsExactly("/ 3", "/plans?size=10 3");
    assertThat(one.hint()).isEqualTo("Pages of www.acme.example");
    Chart two = beganOn("https://blog.acme.example/", "https://www.acme.example/plans", "app");
    assertThat(bars(two))
        .containsExactly("app 3", "blog.acme.example/ 3", "www.acme.example/plans 3");
    assertThat(two.hint()).isNull();
    assertThat(beganOn().bars()).isEmpty();
  }

  @Test
  void a_channel_that_did_nothing_has_no_bars_and_no_rate() {
    AnalyticsSheet quiet =
        sheet(
            new Overview.Email(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), new Overview.Copilot(0, 0, 0, 0, 0));
    for (String title : List.of("Emails", "Copilot")) {
      assertThat(chart(quiet, title).bars()).as(title).isEmpty();
      assertThat(chart(quiet, title).hint()).as(title).isNull();
    }
  }

  @Test
  void a_question_leads_to_where_it_was_asked() {
    assertThat(BUSY.questions())
        .extracting(AnalyticsSheet.Question::href)
        .containsExactly("/leads/lead-1?at=2026-11-21T10:00:00.250Z#cited");
  }
}
