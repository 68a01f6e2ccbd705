package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Screens.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a page looks like only while something is open, chosen, running or wrong: in both themes it
 * keeps nobody out, and on the narrowest phone it is not wider than the screen. Pages as they are
 * opened: {@link PicturesE2E}.
 */
class StatesE2E {

  private static final int NARROWEST = 320;

  /** Where one could go, if one knew that the row goes on beside the screen. */
  private static final String PLACES_ASIDE =
      """
      () => [...document.querySelectorAll(".top nav a, .tabs a")]
        .filter(it => it.getBoundingClientRect().right > innerWidth)
        .map(it => it.textContent)\
      """;

  @RegisterExtension static final Screens screens = new Screens();

  private final Axe axe = new Axe();
  private final List<String> tooWide = new ArrayList<>();

  @AfterEach
  void nothing_was_found() {
    assertThat(axe.found()).isEmpty();
    assertThat(tooWide).isEmpty();
  }

  private Page sam() {
    return screens.of("Sam Reed");
  }

  /** Looks at a part of a page. */
  private void look(Page page, String where, String part) {
    axe.lookInBothThemes(page, where, part);
    var size = page.viewportSize();
    page.setViewportSize(NARROWEST, 740);
    int wide = (Integer) page.evaluate("document.documentElement.scrollWidth");
    if (wide > NARROWEST) tooWide.add(where + " is " + wide + " wide");
    Object aside = page.evaluate(PLACES_ASIDE);
    if (!((List<?>) aside).isEmpty()) tooWide.add(where + " leads to " + aside + " out of sight");
    page.setViewportSize(size.width, size.height);
  }

  /** Looks at a whole page. */
  private void look(Page page, String where) {
    look(page, where, "html");
  }

  private static void unfold(Page page) {
    page.evaluate("document.querySelectorAll('main details').forEach(it => { it.open = true; })");
  }

  private void lookAtDialog(Page page, String name) {
    String dialog = "#" + name + "-dialog";
    // In one step: the head may be drawn anew between finding it and opening it.
    page.evaluate("dialog => document.querySelector(dialog).showPopover()", dialog);
    assertThat(page.locator(dialog)).isVisible();
    look(page, name + " dialog", dialog);
    page.keyboard().press("Escape");
  }

  @Test
  void a_list_with_its_menus_chips_exports_and_news() {
    Person ana = Person.of("Ana");
    Page page = sam();
    page.navigate("/leads?stage=WEBFORM_SUBMITTED&country=US&bots=true&q=" + ana.company());
    assertThat(page.locator("tr.lead")).hasCount(1);
    look(page, "filters that are on");
    Locator menus = page.locator("details.menu");
    for (int i = 0; i < menus.count(); i++) {
      Locator menu = menus.nth(i);
      menu.evaluate("it => { it.id = it.id || 'menu-timeframe'; it.open = true; }");
      String id = menu.getAttribute("id");
      look(page, id, "#" + id);
      menu.evaluate("it => { it.open = false; }");
    }
    page.evaluate(
        """
        () => {
          const news = document.querySelector("[data-announce]");
          news.textContent = "3 new";
          news.hidden = false;
          window.leadline.sayTrouble("That did not reach us. Try again.");
          const total = document.querySelector("[data-total]");
          total.getAttribute = (name) =>
            name === "data-total" ? "20000" : Element.prototype.getAttribute.call(total, name);
        }\
        """);
    page.keyboard().press("e");
    assertThat(page.locator(".export-box progress")).isVisible();
    look(page, "an export and news");
    page.locator("#menu-views summary").click();
    page.getByLabel("Name of the view").fill("Kept open");
    page.locator("label", new Page.LocatorOptions().setHasText("For the whole team")).click();
    button(page, "Keep this view").click();
    assertThat(page.getByText("Kept open")).isVisible();
    look(page, "views", "#menu-views");
    button(page, "Delete the view Kept open").click();
    assertThat(page.getByText("Kept open")).hasCount(0);
  }

  @Test
  void a_lead_that_is_spoken_to_blocked_folded_out_and_chosen_of() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    ana.story()
        .tells(
            "chat.email-captured", "{\"field\": \"email\", \"value\": \"" + twin.email() + "\"}");
    Page page = sam();
    page.navigate(ana.path());
    assertThat(page.locator(".same")).isVisible();
    for (String dialog : List.of("block", "stage", "erase", "help")) lookAtDialog(page, dialog);
    unfold(page);
    look(page, "a lead with all that folds out");
    page.reload();
    page.locator("[data-latest]").evaluate("it => { it.hidden = false; }");
    button(page, "Take over chat").click();
    assertThat(button(page, "Send")).isVisible();
    look(page, "a composer");
    assertThat(ana.story().asks("takeover", Story.KIM + ", \"from\": \"sam.reed\"").status())
        .isEqualTo(200);
    assertThat(button(page, "Take over from Kim Park")).isVisible();
    assertThat(
            ana.story()
                .asks("block", Story.KIM + ", \"reason\": \"Spam\", \"key\": \"b\"")
                .status())
        .isEqualTo(200);
    assertThat(button(page, "Unblock")).isVisible();
    look(page, "blocked, and somebody else speaks");
    lookAtDialog(page, "from");
    lookAtDialog(page, "unblock");
    page.navigate(ana.path() + "/details?field=email");
    page.locator("a.value").first().focus();
    look(page, "a chosen field, and the source of another");
    for (String asked :
        List.of("", "?q=Anja", "?q=nobody-is-called-this", "?with=" + twin.story().leadId())) {
      page.navigate(ana.path() + "/merge" + asked);
      look(page, "merge" + asked);
    }
  }

  @Test
  void a_lead_on_paper_in_colours_of_the_machine_and_in_letters_from_right_to_left() {
    Story story = Story.of("paper").writes("m-1", "\u05e9\u05dc\u05d5\u05dd!");
    Page page = sam();
    page.navigate("/leads/" + story.leadId());
    assertThat(page.locator(".bubble.left .text p")).hasCSS("direction", "rtl");

    page.evaluate("document.documentElement.dataset.theme = 'dark'");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".scroll")).hasCSS("overflow-y", "visible");
    assertThat(page.locator(".foot")).isHidden();
    assertThat(page.locator("html")).hasCSS("color", "rgb(21, 26, 36)");

    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setForcedColors(ForcedColors.ACTIVE));
    assertThat(page.locator(".tabs [aria-current]")).hasCSS("text-decoration-line", "underline");
    assertThat(page.locator(".tabs a:not([aria-current])")).hasCSS("text-decoration-line", "none");
  }

  @Test
  void what_is_refused_or_not_there() {
    Page page = sam();
    for (String path :
        List.of("/nowhere", "/leads/none", "/leads?cursor=broken", "/leads?stage=NONE")) {
      page.navigate(path);
      look(page, path);
    }
    page.navigate("/analytics?timeframe=custom&from=2001-01-01&to=2001-01-02");
    look(page, "numbers of nothing");
    page.navigate("/notifications/deliveries?state=UNKNOWN");
    look(page, "deliveries of none");
    page.navigate("/settings/password");
    page.getByLabel("Password so far").fill("wrong");
    page.getByLabel("New password").fill("wrong-too");
    button(page, "Change the password").click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    look(page, "a refused password");
    Page nobody = screens.of(Screens.options());
    nobody.navigate("/sign-in");
    nobody.getByLabel("Member id").fill("nobody");
    nobody.getByLabel("Password").fill("wrong");
    button(nobody, "Sign in").click();
    assertThat(nobody.getByRole(AriaRole.ALERT)).isVisible();
    look(nobody, "a refused sign-in");
    nobody.navigate("/sign-in/once?token=none");
    look(nobody, "a link that signs in");
    Page guest = screens.of("Gast Newman", List.of("MEMBER"));
    guest.navigate("/operations");
    assertThat(guest.locator(".problem .status")).hasText("403");
    look(guest, "a forbidden page");
    guest.navigate("/leads");
    look(guest, "a list of somebody who may do little");
  }

  @Test
  void operations_and_settings_with_all_that_folds_out_and_what_they_answer() {
    SharedPlatform.outsider().publishNobody();
    SlowRebuild slow = SlowRebuild.begin("lead_rows");
    Page page = sam();
    page.navigate("/operations");
    assertThat(page.locator("[data-rebuild='" + slow.id() + "']")).isVisible();
    assertThat(page.locator(".letters li").first()).isVisible();
    page.locator(".letters summary").first().click();
    look(page, "a rebuild that runs, and dead letters");
    slow.hurry();
    page.navigate("/analytics");
    unfold(page);
    look(page, "numbers as a table");
    for (String path :
        List.of(
            "/settings/fields",
            "/settings/members",
            "/settings/api-keys",
            "/notifications/settings")) {
      page.navigate(path);
      unfold(page);
      look(page, path + " unfolded");
    }
    page.navigate("/settings/members");
    page.getByText("Add a member").click();
    page.getByLabel("Member id").fill("states.tester");
    button(page, "Add the member").click();
    assertThat(page.locator(".message.good code")).isVisible();
    look(page, "a new password");
    button(page, "Sign-in link for states.tester").click();
    assertThat(page.locator(".message.good a")).isVisible();
    look(page, "a link that signs in once");
    button(page, "Turn off states.tester").click();
    assertThat(page.locator(".chip.bad").first()).isVisible();
    look(page, "a member who is off");
    button(page, "Remove states.tester").click();
    look(page, "to be removed", ".dialog:popover-open");
    button(page, "Remove").click();
    page.navigate("/settings");
    page.getByLabel("Time zone").fill("Nowhere/Land");
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("zone");
    look(page, "refused settings");
  }
}
