package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Keys.enter;
import static dev.leadline.allinone.platform.Keys.tabTo;
import static dev.leadline.allinone.platform.Keys.tick;
import static dev.leadline.allinone.platform.Screens.button;
import static dev.leadline.allinone.platform.Screens.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of leads and the numbers, without a pointer. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardListE2E {

  @RegisterExtension static final Screens screens = new Screens();

  @Test
  void a_list_is_searched_filtered_sorted_kept_and_exported() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads");
    page.keyboard().press("/");
    page.keyboard().type(ana.company().substring(0, 14));
    Locator row = page.locator("tr.lead");
    assertThat(row).hasCount(1);
    assertThat(page.locator("#chips .chip")).containsText(ana.company().substring(0, 14));
    page.keyboard().press("Escape");

    // A filter, and one more of the same menu: the place in it is not lost.
    enter(page, page.locator("#menu-stage summary"));
    tabTo(page, page.locator("#menu-stage input[value=WEBFORM_SUBMITTED]"));
    page.keyboard().press("Space");
    assertThat(page).hasURL(Pattern.compile(".*stage=WEBFORM_SUBMITTED.*"));
    assertThat(page.locator("#menu-stage input[value=WEBFORM_SUBMITTED]")).isFocused();
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Space");
    assertThat(page).hasURL(Pattern.compile(".*stage=EMAIL_CAPTURED.*"));
    assertThat(row).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator("#menu-stage summary")).isFocused();

    // A country is found by a part of its name.
    enter(page, page.locator("#menu-country summary"));
    tabTo(page, page.getByLabel("Find a country"));
    page.keyboard().type("united st");
    tabTo(page, page.locator("#menu-country input[value=US]"));
    page.keyboard().press("Space");
    assertThat(page).hasURL(Pattern.compile(".*country=US.*"));
    page.keyboard().press("Escape");

    // A range of one's own.
    page.keyboard().press("/");
    enter(page, page.locator("summary", new Page.LocatorOptions().setHasText("Timeframe")));
    tabTo(page, page.getByLabel("From"));
    page.keyboard().type("01012020");
    assertThat(page)
        .hasURL(
            Pattern.compile(
                ".*timeframe=custom.*from=2020-01-01.*|.*from=2020-01-01.*timeframe=custom.*"));
    assertThat(row).hasCount(1);
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");

    // What was asked is kept under a name, and taken away again.
    enter(page, page.locator("#menu-views summary"));
    tabTo(page, page.getByLabel("Name of the view"));
    page.keyboard().type("Keys " + ana.company());
    page.keyboard().press("Enter");
    Locator view = page.locator(".view", new Page.LocatorOptions().setHasText(ana.company()));
    assertThat(view).isVisible();
    enter(page, view.locator("button"));
    assertThat(view).hasCount(0);
    page.keyboard().press("Escape");

    enter(page, page.locator("thead a", new Page.LocatorOptions().setHasText("Stage")));
    assertThat(page.locator("th[aria-sort=ascending], th[aria-sort=descending]"))
        .containsText("Stage");

    page.locator("body").evaluate("it => document.activeElement.blur()");
    Download download = page.waitForDownload(() -> page.keyboard().press("e"));
    assertThat(download.failure()).isNull();

    page.keyboard().press("k");
    assertThat(row.locator(".name a")).isFocused();
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL("**" + ana.path());
    page.goBack();
    enter(page, page.locator(".clear"));
    assertThat(page).hasURL(Pattern.compile(".*/leads"));
  }

  @Test
  void a_menu_stays_as_it_is_at_every_moment_when_the_list_comes_late() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads");
    page.evaluate(
        """
        () => {
          window.places = [];
          document.addEventListener("htmx:afterSwap", () => {
            const at = document.activeElement;
            const menu = at.closest("details");
            window.places.push(`${at.localName} of ${menu?.id}, ${menu?.open ? "open" : "closed"}`);
          });
        }\
        """);
    List<Route> late = new ArrayList<>();
    page.route(Pattern.compile(".*/leads\\?.*"), late::add);
    page.keyboard().press("/");
    page.keyboard().type(ana.company());
    page.waitForCondition(() -> !late.isEmpty());
    page.keyboard().press("Escape");
    enter(page, page.locator("#menu-stage summary"));
    page.unrouteAll();
    late.forEach(Route::resume);
    assertThat(page.locator("#chips .chip")).containsText(ana.company());
    tick(page, page.locator("#menu-stage input[value=WEBFORM_SUBMITTED]"));
    assertThat(page.locator("#chips .chip")).hasCount(2);
    assertThat((List<?>) page.evaluate("window.places"))
        .first()
        .isEqualTo("summary of menu-stage, open");
    assertThat((List<?>) page.evaluate("window.places"))
        .last()
        .isEqualTo("input of menu-stage, open");
  }

  @Test
  void to_leave_the_search_asks_for_nothing_again() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads");
    List<String> asked = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().contains("/leads?")) asked.add(request.url());
        });
    page.keyboard().press("/");
    page.keyboard().type(ana.company());
    assertThat(page).hasURL(Pattern.compile(".*q=.*" + ana.company().split(" ")[1] + ".*"));
    asked.clear();
    page.keyboard().press("Escape");
    enter(page, page.locator("#menu-stage summary"));
    tick(page, page.locator("#menu-stage input[value=WEBFORM_SUBMITTED]"));
    assertThat(page).hasURL(Pattern.compile(".*stage=WEBFORM_SUBMITTED.*"));
    assertThat(asked).singleElement().asString().contains("stage=WEBFORM_SUBMITTED");
  }

  @Test
  void what_narrows_a_list_is_taken_away_and_a_view_is_for_the_whole_team() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads?stage=WEBFORM_SUBMITTED&q=" + ana.company());
    Locator row = page.locator("tr.lead");
    assertThat(row).hasCount(1);
    Locator agents = page.locator("#menu-agent");
    await("the agent is known by where it works")
        .untilAsserted(
            () -> {
              page.navigate("/leads?stage=WEBFORM_SUBMITTED&q=" + ana.company());
              assertThat(agents.textContent()).contains("agent-17 · Chat");
            });
    enter(page, agents.locator("summary"));
    tick(page, agents.getByLabel("agent-17 · Chat"));
    assertThat(page.getByText("Agent: agent-17 · Chat")).isVisible();
    page.keyboard().press("Escape");
    enter(page, page.locator("#menu-more summary"));
    tick(page, page.getByLabel("Has interacted"));
    assertThat(page).hasURL(Pattern.compile(".*interacted=true.*"));
    tick(page, page.getByLabel("Show suspected bots"));
    assertThat(page).hasURL(Pattern.compile(".*bots=true.*"));
    page.keyboard().press("Escape");

    enter(page, page.locator("#menu-views summary"));
    tabTo(page, page.getByLabel("Name of the view"));
    page.keyboard().type("Team " + ana.company());
    tick(page, page.getByLabel("For the whole team"));
    enter(page, button(page, "Keep this view"));
    String name = "Team " + ana.company();
    assertThat(link(page, name)).isVisible();
    page.keyboard().press("Escape");
    enter(page, page.locator(".chip", new Page.LocatorOptions().setHasText("Webform")));
    assertThat(page).not().hasURL(Pattern.compile(".*stage=.*"));

    Page kim = screens.of("Kim Park");
    kim.navigate("/leads");
    enter(kim, kim.locator("#menu-views summary"));
    enter(kim, link(kim, name));
    assertThat(kim).hasURL(Pattern.compile(".*stage=WEBFORM_SUBMITTED.*"));
    assertThat(kim.locator("tr.lead")).hasCount(1);
    assertThat(button(kim, "Delete the view " + name)).hasCount(0);

    enter(page, page.locator("#menu-views summary"));
    enter(page, button(page, "Delete the view " + name));
    assertThat(link(page, name)).hasCount(0);
    page.navigate("/leads?q=nobody-is-called-this");
    enter(page, link(page, "Clear all filters"));
    assertThat(row.first()).isVisible();
  }

  @Test
  void a_long_list_is_exported_with_progress() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads?q=" + ana.company());
    assertThat(page.locator("tr.lead")).hasCount(1);
    // The page takes its list for a long one.
    page.evaluate("() => { document.querySelector('[data-total]').getAttribute = () => '20000'; }");
    page.keyboard().press("e");
    Locator box = page.locator(".export-box");
    assertThat(box).containsText("1 lead is written");
    Locator fetch = box.getByText("Download");
    tabTo(page, fetch);
    Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));
    assertThat(download.failure()).isNull();
    enter(page, box.getByText("Close"));
    assertThat(box).hasCount(0);
  }

  @Test
  void numbers_are_reached_too() {
    Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/analytics");
    tabTo(page, page.locator("select[name=channel]"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*channel=CHAT.*"));
    // To the option after it as well: the place is not lost on the way.
    assertThat(page.locator("select[name=channel]")).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*channel=EMAIL.*"));
    assertThat(page.locator("select[name=channel]")).isFocused();
    tabTo(page, page.locator("select[name=timeframe]"));
    page.keyboard().press("End");
    tabTo(page, page.getByLabel("From"));
    page.keyboard().type("01012020");
    enter(page, button(page, "Show"));
    assertThat(page).hasURL(Pattern.compile(".*from=2020-01-01.*"));
    enter(page, page.locator("a.card-number"));
    assertThat(page).hasURL(Pattern.compile(".*/leads\\?.*"));
  }

  @Test
  void single_keys_are_turned_off_by_whoever_does_not_want_them() {
    Page page = screens.of("Sam Reed");
    page.navigate("/leads");
    page.keyboard().press("?");
    tick(page, page.getByLabel("Use single keys"));
    page.keyboard().press("Escape");
    page.keyboard().press("/");
    assertThat(page.locator("[data-search]")).not().isFocused();
    page.reload();
    enter(page, page.getByLabel("Keyboard shortcuts"));
    tick(page, page.getByLabel("Use single keys"));
    page.keyboard().press("Escape");
    page.keyboard().press("/");
    assertThat(page.locator("[data-search]")).isFocused();
  }

  /** What was ordered by the tests above was ordered by keys, for nobody there has a pointer. */
  @Test
  @Order(Integer.MAX_VALUE)
  void nothing_that_can_be_done_with_a_list_was_left_out() {
    assertThat(Keys.left(screens.ordered(), "leads", "analytics")).isEmpty();
    assertThat(screens.ordered()).contains("/v1/exports");
  }
}
