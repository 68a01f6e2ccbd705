package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything that can be done is done without a pointer: by Tab, Enter, Space and the short keys.
 */
class KeyboardE2E {

  private static final int MOST_TABS = 150;

  private static Screens screens;

  @BeforeAll
  static void open() {
    screens = Screens.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterEach
  void clear() {
    screens.clear();
  }

  @AfterAll
  static void close() {
    screens.close();
  }

  /** Goes on by Tab until this has the focus, and the focus can be seen. */
  private static void tabTo(Page page, Locator target) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (target.count() > 0
          && (Boolean) target.first().evaluate("it => it === document.activeElement")) {
        assertThat((Boolean) target.first().evaluate("it => it.matches(':focus-visible')"))
            .isTrue();
        return;
      }
    }
    throw new AssertionError("Not reached by Tab: " + target);
  }

  private static void enter(Page page, Locator target) {
    tabTo(page, target);
    page.keyboard().press("Enter");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void a_list_is_searched_filtered_sorted_kept_and_exported() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/leads");
    page.keyboard().press("/");
    page.keyboard().type(ana.company().substring(0, 14));
    Locator row = page.locator("tr.lead");
    assertThat(row).hasCount(1);
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
  void a_lead_is_judged_corrected_put_into_a_stage_merged_and_erased() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    Page page = screens.of("Sam Reed");
    page.navigate(ana.path());
    assertThat(page.locator("[data-live-text]")).hasText("Live");

    enter(page, page.locator(".judge summary").first());
    page.keyboard().press("Tab");
    page.keyboard().type("Say it shorter.");
    enter(page, button(page, "Bad answer"));
    assertThat(page.locator(".timeline")).containsText("Say it shorter.");

    enter(page, page.locator(".more-menu summary"));
    enter(page, page.locator("[popovertarget=stage-dialog]").first());
    assertThat(page.locator("#stage-dialog select")).isFocused();
    page.keyboard().press("Home");
    assertThat(page.locator("#stage-dialog select")).hasValue("BROWSING");
    page.keyboard().press("Tab");
    // A busy browser tells of the opened dialog only now.
    page.locator("#stage-dialog")
        .evaluate("it => it.dispatchEvent(new ToggleEvent('toggle', { newState: 'open' }))");
    page.keyboard().type("Only a test");
    page.keyboard().press("Enter");
    assertThat(page.locator("#stage-dialog")).isHidden();
    assertThat(page.locator(".head [role=alert]")).hasCount(0);
    assertThat(page.locator(".figures .stage")).containsText("Browsing");

    enter(page, page.locator(".tabs a", new Page.LocatorOptions().setHasText("Lead Details")));
    enter(page, page.locator("a.value", new Page.LocatorOptions().setHasText("Head of Sales")));
    tabTo(page, page.getByLabel("Correct it"));
    page.keyboard().press("Control+A");
    page.keyboard().type("Chief of Sales");
    enter(page, button(page, "Save"));
    assertThat(page.locator(".sections")).containsText("Chief of Sales");

    enter(page, page.locator(".more-menu summary"));
    enter(page, page.locator(".more-menu a"));
    assertThat(page.locator("[name=q]")).isFocused();
    page.keyboard().type(twin.email());
    page.keyboard().press("Enter");
    enter(page, page.locator(".choice a"));
    enter(page, button(page, "Merge the two"));
    assertThat(page.locator(".side")).containsText("Merged into this lead");

    enter(page, page.locator(".more-menu summary"));
    enter(page, page.locator("[popovertarget=erase-dialog]").first());
    page.keyboard().type(page.locator("h1").textContent());
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("The person is erased");
  }

  @Test
  void who_has_gone_on_while_an_answer_was_on_its_way_is_left_where_they_are() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate(ana.path());
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    var held = new AtomicReference<Route>();
    page.route("**/feedback", held::set);
    enter(page, page.locator(".judge summary").first());
    page.keyboard().press("Tab");
    page.keyboard().type("Say it shorter.");
    enter(page, button(page, "Bad answer"));

    page.keyboard().press("Escape");
    enter(page, page.locator("[popovertarget=block-dialog][data-key=b]"));
    page.keyboard().type("Spam");
    page.waitForCondition(() -> held.get() != null);
    held.get().resume();
    assertThat(page.locator(".timeline")).containsText("Say it shorter.");
    assertThat(page.locator("#block-dialog [name=reason]")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator(".head")).containsText("Blocked");
  }

  @Test
  void a_dialog_gives_back_the_focus_and_the_help_tells_every_key() {
    Person ana = Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate(ana.path());
    enter(page, page.locator("[popovertarget=block-dialog][data-key=b]"));
    assertThat(page.locator("#block-dialog [name=reason]")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#block-dialog")).isHidden();
    assertThat(page.locator("[popovertarget=block-dialog][data-key=b]")).isFocused();

    page.keyboard().press("?");
    assertThat(page.locator("#help-dialog"))
        .containsText(Pattern.compile("/.*j k.*Enter.*n.*e.*t.*r.*b.*Esc", Pattern.DOTALL));
    page.keyboard().press("?");
    assertThat(page.locator("#help-dialog")).isHidden();
    enter(page, page.getByLabel("Switch between light and dark"));
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    enter(page, page.getByText("Skip to content"));
    assertThat(page.locator("#main")).isFocused();
  }

  @Test
  void numbers_operations_and_rules_are_reached_too() {
    Person.of("Ana");
    Page page = screens.of("Sam Reed");
    page.navigate("/analytics");
    tabTo(page, page.locator("select[name=channel]"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*channel=CHAT.*"));
    enter(page, page.locator("a.card-number"));
    assertThat(page).hasURL(Pattern.compile(".*/leads\\?.*"));

    page.navigate("/operations");
    enter(page, button(page, "Rebuild channel_daily"));
    assertThat(page.locator("[data-rebuild]").first()).containsText("channel_daily");

    page.navigate("/notifications/settings");
    enter(page, page.locator("summary", new Page.LocatorOptions().setHasText("Add a rule")));
    page.keyboard().press("Tab");
    page.keyboard().type("By keys");
    tabTo(page, page.getByLabel("Lead created"));
    page.keyboard().press("Space");
    tabTo(page, page.locator("details[open] [name=destination]"));
    page.keyboard().press("Space");
    enter(page, button(page, "Add the rule"));
    Locator rule = page.locator("tr", new Page.LocatorOptions().setHasText("By keys"));
    assertThat(rule).isVisible();
    enter(page, button(page, "Delete By keys"));
    assertThat(rule).hasCount(0);

    page.navigate("/settings");
    tabTo(page, page.getByLabel("Time zone"));
    enter(page, button(page, "Save"));
    assertThat(page.getByText("Saved. It holds from now on.")).isVisible();
  }
}
