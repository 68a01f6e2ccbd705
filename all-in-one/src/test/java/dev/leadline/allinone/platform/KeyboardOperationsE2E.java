package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Keys.enter;
import static dev.leadline.allinone.platform.Keys.tabTo;
import static dev.leadline.allinone.platform.Keys.tick;
import static dev.leadline.allinone.platform.Keys.write;
import static dev.leadline.allinone.platform.Screens.button;
import static dev.leadline.allinone.platform.Screens.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What operators and managers do, without a pointer: rebuilds, dead letters, who is told of what,
 * who may do what.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardOperationsE2E {

  @RegisterExtension static final Screens screens = new Screens();

  private static Locator row(Page page, String text) {
    return page.locator("tr", new Page.LocatorOptions().setHasText(text));
  }

  /** Opens what is folded. */
  private static void unfold(Page page, String text) {
    enter(page, page.locator("summary", new Page.LocatorOptions().setHasText(text)));
  }

  @Test
  void a_rebuild_is_begun_paused_and_given_up_and_another_is_taken_back() {
    Page page = screens.of("Sam Reed");
    page.navigate("/operations");
    Locator generation = row(page, "funnel_daily").locator("th .quiet");
    String before = generation.textContent();
    enter(page, button(page, "Rebuild funnel_daily"));
    Locator rebuild = page.locator("[data-rebuild]").first();
    assertThat(rebuild).containsText("funnel_daily");
    assertThat(rebuild.locator(".chip")).hasText("Done");
    assertThat(generation).not().hasText(before);
    enter(page, rebuild.getByText("Back to the one before"));
    assertThat(generation).hasText(before);

    SlowRebuild slow = SlowRebuild.begin("channel_daily");
    Locator shown = page.locator("[data-rebuild='" + slow.id() + "']");
    enter(page, shown.getByText("Pause"));
    assertThat(shown.locator(".chip")).hasText("Paused");
    enter(page, shown.getByText("Go on"));
    assertThat(shown.locator(".chip")).hasText("Running");
    enter(page, shown.getByText("Cancel"));
    assertThat(shown.locator(".chip")).hasText("Canceled");
  }

  @Test
  void what_could_not_be_taken_in_is_tried_again_and_put_away() {
    SharedPlatform.outsider().publishNobody();
    Page page = screens.of("Sam Reed");
    page.navigate("/operations");
    Locator letters =
        page.locator(".letters li", new Page.LocatorOptions().setHasText("No identity"));
    String first = letters.first().getAttribute("data-letter");
    enter(page, letters.first().locator("summary"));
    assertThat(letters.first().locator("pre")).isVisible();
    enter(page, letters.first().getByText("Retry"));
    // What fails again is another letter.
    assertThat(page.locator("[data-letter='" + first + "']")).hasCount(0);
    String second = letters.first().getAttribute("data-letter");
    enter(page, button(page, "Retry all"));
    assertThat(page.locator("[data-letter='" + second + "']")).hasCount(0);
    String third = letters.first().getAttribute("data-letter");
    tabTo(page, letters.first().getByLabel("Why it is discarded"));
    page.keyboard().type("It is a test");
    enter(page, letters.first().getByText("Discard"));
    assertThat(page.locator("[data-letter='" + third + "']")).hasCount(0);
  }

  @Test
  void a_reason_that_is_written_while_another_letter_is_put_away_stays() {
    SharedPlatform.outsider().publishNobody();
    SharedPlatform.outsider().publishNobody();
    Page page = screens.of("Sam Reed");
    page.navigate("/operations");
    Locator letters =
        page.locator(".letters li", new Page.LocatorOptions().setHasText("No identity"));
    String first = letters.first().getAttribute("data-letter");
    String second = letters.nth(1).getAttribute("data-letter");
    var held = new AtomicReference<Route>();
    page.route("**/discard", held::set);
    Locator one = page.locator("[data-letter='" + first + "']");
    one.getByLabel("Why it is discarded").fill("It is a test");
    one.getByText("Discard").click();
    page.waitForCondition(() -> held.get() != null);
    Locator why = page.locator("[data-letter='" + second + "']").getByLabel("Why it is discarded");
    why.pressSequentially("So is th");
    held.get().resume();
    assertThat(one).hasCount(0);
    assertThat(why).hasValue("So is th");
    assertThat(why).isFocused();
  }

  @Test
  void the_team_decides_where_it_is_told_of_what() {
    Page page = screens.of("Sam Reed");
    page.navigate("/notifications/settings");
    unfold(page, "Add a destination");
    Locator form = page.locator("form[action='/notifications/destinations']");
    write(page, form.getByLabel("Name"), "Nowhere");
    tabTo(page, form.getByLabel("Kind"));
    page.keyboard().type("Webhook");
    write(page, form.getByLabel("Target"), "https://127.0.0.1:9/");
    enter(page, button(page, "Add the destination"));
    enter(page, link(page, "Edit Nowhere"));
    write(page, page.getByLabel("Name"), "Inside");
    enter(page, button(page, "Save the destination"));
    assertThat(row(page, "Inside").last()).isVisible();
    enter(page, button(page, "Test Inside"));
    assertThat(page.locator(".message.bad")).isVisible();

    unfold(page, "Add a rule");
    page.keyboard().press("Tab");
    page.keyboard().type("By keys");
    tick(page, page.getByLabel("Lead created"));
    tick(page, page.locator("details[open]").getByLabel("Inside"));
    enter(page, button(page, "Add the rule"));
    Locator rule = row(page, "By keys");
    assertThat(rule).isVisible();
    enter(page, link(page, "Edit By keys"));
    write(page, page.getByLabel("Name"), "Without a pointer");
    unfold(page, "Only for some leads");
    tick(page, page.getByLabel("Webform Submitted"));
    tick(page, page.getByLabel("Webform Submitted"));
    enter(page, button(page, "Save the rule"));
    rule = row(page, "Without a pointer");
    assertThat(rule).isVisible();
    enter(page, button(page, "Turn off Without a pointer"));
    assertThat(rule).containsText("Off");
    enter(page, button(page, "Turn on Without a pointer"));
    assertThat(rule).containsText("On");

    // What could not be sent is sent again.
    Story.of("keys").views("/").leadId();
    Locator failed = row(page, "Inside");
    await("a message that nobody takes")
        .untilAsserted(
            () -> {
              page.navigate("/notifications/deliveries?state=FAILED");
              assertThat(failed.count()).isPositive();
            });
    enter(page, failed.first().getByText("Send again"));
    assertThat(page).hasURL(Pattern.compile(".*/notifications/deliveries.*"));
    enter(page, link(page, "Failed"));
    assertThat(page).hasURL(Pattern.compile(".*state=FAILED.*"));

    page.navigate("/notifications/settings");
    enter(page, button(page, "Turn off Inside"));
    assertThat(button(page, "Turn on Inside")).isVisible();
    // Whoever slips has only asked.
    enter(page, button(page, "Delete Without a pointer"));
    assertThat(button(page, "Cancel")).isFocused();
    page.keyboard().press("Enter");
    assertThat(button(page, "Delete Without a pointer")).isFocused();
    assertThat(rule).isVisible();
    page.keyboard().press("Enter");
    enter(page, button(page, "Delete"));
    assertThat(rule).hasCount(0);
    enter(page, button(page, "Delete Inside"));
    enter(page, button(page, "Delete"));
    assertThat(page.getByText("Inside", new Page.GetByTextOptions().setExact(true))).hasCount(0);
  }

  @Test
  void somebody_joins_the_team_signs_in_and_leaves_it() {
    Page page = screens.of("Sam Reed");
    page.navigate("/settings/members");
    unfold(page, "Add a member");
    write(page, page.getByLabel("Member id"), "lee.fox");
    write(page, page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)), "Lee Fox");
    enter(page, button(page, "Add the member"));
    String password = page.locator(".message.good code").textContent();
    Locator lee = row(page, "lee.fox");
    assertThat(lee).isVisible();
    enter(page, lee.locator("summary"));
    tick(page, lee.getByLabel("Editor"));
    enter(page, lee.locator("details button"));
    assertThat(lee.locator("td").nth(1)).containsText("Editor");
    enter(page, button(page, "Sign-in link for Lee Fox"));
    assertThat(page.locator(".message.good a")).hasText(Pattern.compile("/sign-in/once.*"));
    enter(page, button(page, "New password for Lee Fox"));
    enter(page, button(page, "Make a new one"));
    assertThat(page.locator(".message.good code")).not().hasText(password);
    password = page.locator(".message.good code").textContent();

    Page his = screens.of(Screens.options());
    his.navigate("/settings/password");
    assertThat(his.getByLabel("Member id")).isFocused();
    his.keyboard().type("lee.fox");
    write(his, his.getByLabel("Password"), password);
    enter(his, button(his, "Sign in"));
    his.waitForURL("**/settings/password");
    write(his, his.getByLabel("Password so far"), password);
    write(his, his.getByLabel("New password"), "By-keys-4-ever");
    enter(his, button(his, "Change the password"));
    his.waitForURL("**/leads");
    enter(his, button(his, "Sign out"));
    his.waitForURL("**/sign-in**");

    enter(page, button(page, "Turn off Lee Fox"));
    assertThat(lee.locator(".chip.bad")).hasText("Off");
    enter(page, button(page, "Remove Lee Fox"));
    enter(page, button(page, "Remove"));
    assertThat(lee).hasCount(0);
  }

  @Test
  void a_program_gets_a_key_and_loses_it() {
    Page page = screens.of("Sam Reed");
    page.navigate("/settings/api-keys");
    unfold(page, "Make a key");
    write(page, page.getByLabel("What it is for"), "By keys");
    tabTo(page, button(page, "Make the key"));
    // However often one presses, the key that is shown is the only one.
    page.locator("form[action='/settings/api-keys']")
        .evaluate("it => { it.requestSubmit(); it.requestSubmit(); }");
    assertThat(page.locator(".message.good code")).isVisible();
    assertThat(row(page, "By keys")).hasCount(1);
    enter(page, button(page, "Revoke By keys"));
    enter(page, button(page, "Revoke"));
    assertThat(row(page, "By keys").locator(".chip.bad")).hasText("Revoked");
  }

  @Test
  void what_holds_for_all_leads_is_decided() {
    Page page = screens.of("Sam Reed");
    page.navigate("/settings");
    write(page, page.getByLabel("Countries that are left out"), "aq");
    enter(page, button(page, "Save"));
    assertThat(page.getByText("Saved. It holds from now on.")).isVisible();
    assertThat(page.getByLabel("Countries that are left out")).hasValue("AQ");
    enter(page, link(page, "Fields"));
    page.waitForURL("**/settings/fields");
    unfold(page, "Add a field");
    write(page, page.getByLabel("Label"), "Favourite tool");
    write(page, page.getByLabel("Name for programs"), "favourite_tool");
    enter(page, button(page, "Add the field"));
    assertThat(row(page, "favourite_tool")).containsText("Yours");
  }

  /** What was ordered by the tests above was ordered by keys, for nobody there has a pointer. */
  @Test
  @Order(Integer.MAX_VALUE)
  void nothing_that_can_be_done_was_left_out() {
    // The theme is changed by a script, without an order.
    assertThat(
            Keys.left(
                screens.ordered(),
                "operations",
                "notifications",
                "access",
                "settings",
                "sign-in",
                "sign-in-once",
                "layout"))
        .containsExactly("/theme");
    assertThat(Keys.left(Set.of(), "operations")).contains("/operations/dead-letters/retry");
  }
}
