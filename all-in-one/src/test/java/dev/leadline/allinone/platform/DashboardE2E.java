package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Screens.button;
import static dev.leadline.allinone.platform.Screens.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sales team does on the dashboard, in a browser before the whole platform. */
class DashboardE2E {

  private static final String SAM = "Sam Reed";
  private static final String KIM = "Kim Park";
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  @RegisterExtension static final Screens screens = new Screens();

  private static Duration shorter(Duration known, long begun) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return took.compareTo(known) < 0 ? took : known;
  }

  private static Locator marker(Page page, String text) {
    return page.locator(".marker", new Page.LocatorOptions().setHasText(text));
  }

  /** A row that moves by its own height is seven times as much. */
  private static final double HARDLY_SEEN = 0.001;

  /**
   * Adds up each shift of the layout as the browser does, and tells what moved from where to where.
   */
  private static final String WATCH_WHAT_MOVES =
      """
      () => {
        let sum = 0;
        const all = [];
        const keep = (shifts) => {
          for (const shift of shifts) { sum += shift.value; all.push(told(shift)); }
        };
        const told = (shift) => `${shift.value}: ` + shift.sources.map((source) =>
          [source.node?.parentElement?.outerHTML.slice(0, 300), source.previousRect, source.currentRect]
            .map((part) => JSON.stringify(part)).join(" ")).join(", ");
        const observer = new PerformanceObserver((list) => keep(list.getEntries()));
        observer.observe({ type: "layout-shift" });
        window.moved = async () => {
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          keep(observer.takeRecords());
          return { sum, told: all.join("\\n") };
        };
      }\
      """;

  @Test
  void a_lead_is_found_by_a_part_of_its_company_and_the_list_is_filtered_and_exported()
      throws IOException {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/leads");
    page.getByRole(AriaRole.SEARCHBOX).first().fill(ana.company().substring(0, 12));
    Locator row = page.locator("tr.lead");
    assertThat(row).hasCount(1);
    assertThat(row).containsText(ana.name());
    assertThat(row).containsText("The lead identified itself");
    assertThat(page).hasURL(Pattern.compile(".*q=Zephyr.*"));

    page.locator("#menu-stage summary").click();
    page.getByLabel("Engaged").first().check();
    assertThat(row).hasCount(0);
    assertThat(page.getByText("No lead is like this")).isVisible();
    page.goBack();
    assertThat(row).hasCount(1);

    Download download = page.waitForDownload(() -> page.locator("#export").click());
    assertThat(Files.readString(download.path(), StandardCharsets.UTF_8))
        .contains(ana.email(), ana.company())
        .satisfies(csv -> assertThat(csv.lines()).hasSize(2));
  }

  @Test
  void who_says_who_they_are_keeps_their_line_and_what_is_in_it() {
    Story visitor = Story.of("visitor").views("/pricing");
    String line = "#lead-" + visitor.leadId();
    Page page = screens.live(SAM, "/leads");
    Locator name = page.locator(line + " .name a");
    assertThat(name).containsText("Anonymous visitor");
    page.evaluate("line => { window.kept = document.querySelector(line + ' .name a'); }", line);

    visitor.leaves("mira@nowhere.example");

    assertThat(name).hasText("mira@nowhere.example");
    assertThat(page.locator(line + " .name .mark")).isVisible();
    assertThat(page.evaluate("window.kept.isConnected")).isEqualTo(true);
  }

  @Test
  void new_leads_say_that_they_are_there_and_nothing_moves_under_ones_eyes() {
    Person ana = Person.of("Ana");
    Page page = screens.live(SAM, "/leads");
    Locator shown = page.locator("[data-lead='" + ana.story().leadId() + "']");
    assertThat(shown).isVisible();
    page.evaluate(WATCH_WHAT_MOVES);
    Story newcomer = Story.of("newcomer").writes("m-1", "Is anybody there?");
    Locator row = page.locator("[data-lead='" + newcomer.leadId() + "']");
    assertThat(page.locator("[data-announce]")).hasText(Pattern.compile("\\d+ new"));
    assertThat(row).hasCount(0);

    // Who is on the list changes where they stand.
    ana.story().writes("m-9", "One more thing.");
    assertThat(shown).hasClass(Pattern.compile(".*glow.*"));
    assertThat(shown).containsText("Sent Chat Message");
    var moved = (Map<?, ?>) page.evaluate("window.moved()");
    assertThat(((Number) moved.get("sum")).doubleValue())
        .as("%s", moved.get("told"))
        .isLessThan(HARDLY_SEEN);

    page.keyboard().press("n");
    assertThat(row).isVisible();
    assertThat(page.locator("[data-announce]")).isHidden();

    // Who fits the list no more leaves a place, until somebody asks for the list again.
    page.navigate("/leads?engagement=NONE");
    Story visitor = Story.of("visitor").views("/pricing");
    Locator place = page.locator("#lead-" + visitor.leadId());
    page.reload();
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    assertThat(place).containsText("Visited Webpage");
    visitor.writes("m-1", "Hello?");
    assertThat(place).hasText("Not in this list any more");
  }

  @Test
  void two_see_at_once_what_the_other_does_and_nobody_takes_over_without_being_asked() {
    Person ana = Person.of("Ana");
    Page sam = screens.of(SAM);
    Page kim = screens.of(KIM);
    sam.navigate(ana.path());
    kim.navigate(ana.path());
    assertThat(sam.locator("[data-live-text]")).hasText("Live");
    assertThat(kim.locator("[data-live-text]")).hasText("Live");

    // A busy machine may delay one of them.
    Duration quickest = Duration.ofDays(1);
    Duration written = quickest;
    Duration returned = quickest;
    for (int i = 0; i < TRIES; i++) {
      button(sam, "Take over chat").click();
      assertThat(button(sam, "Return to Automated")).isVisible();
      long begun = System.nanoTime();
      assertThat(kim.locator(".foot")).containsText("Sam Reed has taken over the chat");
      quickest = shorter(quickest, begun);
      sam.getByLabel("Message to the lead").fill("Hello, number " + i);
      begun = System.nanoTime();
      button(sam, "Send").click();
      assertThat(kim.locator(".bubble.ours").last()).containsText("Hello, number " + i);
      written = shorter(written, begun);
      begun = System.nanoTime();
      button(sam, "Return to Automated").click();
      assertThat(button(kim, "Take over chat")).isVisible();
      returned = shorter(returned, begun);
    }
    assertThat(List.of(quickest, written, returned)).allMatch(it -> it.compareTo(A_SECOND) < 0);

    button(sam, "Take over chat").click();
    button(kim, "Take over from Sam Reed").click();
    Locator asks = kim.getByRole(AriaRole.DIALOG);
    assertThat(asks).containsText("Sam Reed speaks to this lead now");
    asks.getByRole(AriaRole.BUTTON).first().click();
    assertThat(button(kim, "Send")).isVisible();
    assertThat(sam.locator(".foot")).containsText("Kim Park has taken over the chat");
    assertThat(button(sam, "Send")).hasCount(0);
  }

  @Test
  void who_comes_too_late_is_told_who_was_first() {
    Person ana = Person.of("Ana");
    // Without scripts the page does not know what has happened since.
    Page kim = screens.of(KIM, Screens.options().setJavaScriptEnabled(false));
    kim.navigate(ana.path());
    assertThat(ana.story().asks("takeover", Story.SAM).status()).isEqualTo(200);
    button(kim, "Take over chat").click();
    assertThat(kim.getByRole(AriaRole.ALERT)).isVisible();
    assertThat(kim.locator(".foot")).containsText("Sam Reed has taken over the chat");
  }

  @Test
  void a_lead_is_blocked_with_a_reason_and_let_in_again_by_keys_alone() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/leads?q=" + ana.company().substring(0, 14));
    assertThat(page.locator("tr.lead")).hasCount(1);
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL("**" + ana.path());
    assertThat(page.locator("[data-live-text]")).hasText("Live");

    page.keyboard().press("t");
    assertThat(page.getByLabel("Message to the lead")).isFocused();
    page.keyboard().type("From the keyboard");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".bubble.ours").last()).containsText("From the keyboard");
    page.keyboard().press("Escape");
    page.keyboard().press("r");
    assertThat(button(page, "Take over chat")).isVisible();

    page.keyboard().press("b");
    assertThat(page.getByLabel("Reason").first()).isFocused();
    page.keyboard().type("Abuse");
    page.keyboard().press("Enter");
    assertThat(page.locator(".head .chip.bad")).hasText("Blocked: Abuse");
    assertThat(marker(page, "Blocked: Abuse")).isVisible();
    page.keyboard().press("b");
    page.keyboard().press("Enter");
    assertThat(page.locator(".head .chip.bad")).hasCount(0);

    page.keyboard().press("?");
    assertThat(page.locator("#help-dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#help-dialog")).isHidden();
    page.goBack();
    page.keyboard().press("/");
    assertThat(page.locator("[data-search]")).isFocused();
  }

  @Test
  void who_takes_over_sees_where_to_write_and_nothing_lies_over_it() {
    Page page = screens.of(SAM);
    page.setViewportSize(1280, 860);
    page.navigate(Person.of("Ana").path());
    button(page, "Take over chat").click();
    assertThat(button(page, "Return to Automated"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    assertThat(page.evaluate("window.scrollY")).isEqualTo(0);
    for (int width : List.of(1280, 390)) {
      page.setViewportSize(width, 860);
      page.evaluate("document.querySelector('[data-latest]').hidden = false");
      BoundingBox news = page.locator("[data-latest]").boundingBox();
      assertThat(news.y + news.height)
          .as("the end of what says that something is new, on a screen of %d", width)
          .isLessThanOrEqualTo(page.locator(".foot").boundingBox().y);
    }
    button(page, "Return to Automated").click();
    assertThat(button(page, "Take over chat")).isVisible();
  }

  @Test
  void a_range_that_ends_before_it_begins_is_refused_in_words_and_the_list_stays() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/leads?timeframe=custom&from=2020-01-02&q=" + ana.company());
    assertThat(page.locator("tr.lead")).hasCount(1);
    page.locator("#menu-timeframe summary").click();
    page.getByLabel("to", new Page.GetByLabelOptions().setExact(true)).fill("2020-01-01");
    assertThat(page.locator(".toast"))
        .hasText("The range ends before it begins: from is after to.");
    assertThat(page.locator("tr.lead")).hasCount(1);
  }

  @Test
  void without_scripts_the_list_the_filters_the_lead_and_the_export_still_work() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM, Screens.options().setJavaScriptEnabled(false));
    page.navigate("/leads");
    page.locator("input[name=q]").fill(ana.company());
    page.keyboard().press("Enter");
    assertThat(page.locator("tr.lead").first()).containsText(ana.name());
    page.locator("#menu-stage summary").click();
    page.getByLabel("Engaged").first().check();
    button(page, "Apply").click();
    assertThat(page.getByText("No lead is like this")).isVisible();
    page.locator("#menu-stage summary").click();
    page.getByLabel("Webform Submitted").first().check();
    button(page, "Apply").click();
    assertThat(page.locator("tr.lead")).hasCount(1);

    page.locator("#menu-views summary").click();
    page.getByLabel("Name of the view").fill("Mine " + ana.company());
    button(page, "Keep this view").click();
    page.locator("#menu-views summary").click();
    link(page, "Mine " + ana.company()).click();
    assertThat(page).hasURL(Pattern.compile(".*stage=WEBFORM_SUBMITTED.*"));
    page.locator("#menu-views summary").click();
    button(page, "Delete the view Mine " + ana.company()).click();
    page.locator("#menu-views summary").click();
    assertThat(link(page, "Mine " + ana.company())).hasCount(0);

    Download download = page.waitForDownload(() -> page.locator("#export").click());
    assertThat(download.failure()).isNull();
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(ana.name())).click();
    assertThat(page.locator(".bubble.left").first()).containsText("single sign-on");
    button(page, "Take over chat").click();
    page.getByLabel("Message to the lead").fill("Without a script");
    button(page, "Send").click();
    assertThat(page.locator(".bubble.ours").last()).containsText("Without a script");
    button(page, "Return to Automated").click();
    page.getByText("Lead Details").click();
    assertThat(page.locator("#section-personal")).isVisible();
    page.locator("a.value", new Page.LocatorOptions().setHasText("Head of Sales")).click();
    page.getByLabel("Correct it").fill("Chief of Sales");
    button(page, "Save").click();
    assertThat(page.locator(".sections")).containsText("Chief of Sales");
    assertThat(page.locator(".sections")).containsText("Entered by a team member");
    page.locator("a.value", new Page.LocatorOptions().setHasText("Chief of Sales")).click();
    Locator said = page.locator(".close .steps li");
    assertThat(said).hasCount(2);
    assertThat(said.first()).containsText("Chief of Sales");
    assertThat(said.last()).containsText("Head of Sales");
  }

  @Test
  void without_scripts_the_team_decides_who_is_told_of_what() {
    Page page = screens.of(SAM, Screens.options().setJavaScriptEnabled(false));
    page.navigate("/notifications/settings");
    page.getByText("Add a destination").click();
    Locator form = page.locator("form[action='/notifications/destinations']");
    form.getByLabel("Name").fill("Reception");
    form.getByLabel("Kind").selectOption("INBOX");
    button(page, "Add the destination").click();
    button(page, "Test Reception").click();
    assertThat(page.getByText("The test message was delivered.")).isVisible();

    page.getByText("Add a rule").click();
    page.getByLabel("Name").first().fill("Visits");
    page.getByLabel("Lead created").check();
    button(page, "Add the rule").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("“To” names 1 to");
    assertThat(page.getByLabel("Lead created")).isChecked();
    page.getByLabel("Reception", new Page.GetByLabelOptions().setExact(true)).check();
    button(page, "Add the rule").click();

    link(page, "Edit Visits").click();
    page.getByLabel("Name").fill("New faces");
    page.getByText("Only for some leads").click();
    page.getByLabel("Call Scheduled", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("Minutes between two digests").fill("15");
    button(page, "Save the rule").click();
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("New faces"));
    assertThat(row).containsText("digest every 15 minutes · some leads only");

    link(page, "Edit Reception").click();
    page.getByLabel("Name").fill("Front desk");
    button(page, "Save the destination").click();
    assertThat(row).containsText("Front desk");
    button(page, "Turn off New faces").click();
    assertThat(row).containsText("Off");
    button(page, "Delete New faces").click();
    button(page, "Delete").click();
    assertThat(row).hasCount(0);
    button(page, "Delete Front desk").click();
    button(page, "Delete").click();
    assertThat(page.getByText("Front desk")).hasCount(0);
  }

  @Test
  void without_scripts_there_are_numbers_with_their_lists_and_operators_do_what_they_do() {
    Person.of("Ana");
    Page page = screens.of(SAM, Screens.options().setJavaScriptEnabled(false));
    page.navigate("/analytics");
    assertThat(page.locator(".card-number")).hasCount(6);
    assertThat(page.locator("#funnel + p + .bars")).containsText("Webform Submitted");
    page.locator("select[name=channel]").selectOption("CHAT");
    page.locator("select[name=timeframe]").selectOption("custom");
    page.getByLabel("From").fill("2020-01-01");
    button(page, "Show").click();
    assertThat(page).hasURL(Pattern.compile(".*from=2020-01-01.*channel=CHAT.*"));
    page.locator("a.card-number").first().click();
    assertThat(page.locator("tr.lead").first()).isVisible();

    SharedPlatform.outsider().publishNobody();
    page.navigate("/operations");
    assertThat(page.locator(".service", new Page.LocatorOptions().setHasText("lead-service")))
        .containsText("Up");
    Locator letter =
        page.locator(".letters li", new Page.LocatorOptions().setHasText("No identity")).first();
    String id = letter.getAttribute("data-letter");
    letter.getByLabel("Why it is discarded").fill("It is a test");
    letter.getByText("Discard").click();
    assertThat(page.locator("[data-letter='" + id + "']")).hasCount(0);
    button(page, "Rebuild funnel_daily").click();
    assertThat(page.locator("[data-rebuild]").first()).containsText("funnel_daily");
  }

  @Test
  void a_projection_is_rebuilt_while_one_watches() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/operations");
    // So slow that a bar has time to move, until it has.
    SlowRebuild slow = SlowRebuild.begin("timeline_entries");
    Locator bar = page.locator("[data-rebuild='" + slow.id() + "'] progress");
    assertThat(bar).isVisible();
    double before = value(bar);
    await("the bar moves").until(() -> value(bar) > before && value(bar) < 1);
    slow.hurry();
    assertThat(bar).hasJSProperty("value", 1);
    assertThat(page.locator("[data-rebuild='" + slow.id() + "'] .chip")).hasText("Done");
    page.navigate(ana.path());
    assertThat(page.locator("h1")).hasText(ana.name());
    assertThat(page.locator(".bubble.left").first()).containsText("single sign-on");
  }

  private static double value(Locator progress) {
    return ((Number) progress.evaluate("it => it.value")).doubleValue();
  }
}
