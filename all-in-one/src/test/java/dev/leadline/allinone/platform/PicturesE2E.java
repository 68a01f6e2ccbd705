package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page in both themes, as wide as a laptop and as narrow as a phone: nobody is kept out,
 * nothing is cut off, and no script complains. With {@code -Dleadline.screenshots=FOLDER} the
 * pictures are kept, else the tree stays as it is; {@code -Dleadline.screenshots.phone=FOLDER} does
 * the same for phones. What is open, chosen or wrong: {@link StatesE2E}.
 */
class PicturesE2E {

  private static final int WIDE = 1280;
  private static final int HIGH = 800;
  private static final int PHONE = 390;
  private static final int NARROWEST = 320;

  @RegisterExtension static final Screens screens = new Screens();

  private final Axe axe = new Axe();
  private final List<String> found = new ArrayList<>();

  @Test
  void every_page_is_whole_in_both_themes_and_on_a_phone() {
    Cast cast = Cast.tell();
    Map<String, String> pages = pages(cast);
    Page page = watched(screens.of("Sam Reed"));
    pages.forEach(
        (name, path) -> {
          page.navigate(path);
          look(page, name);
        });
    erase(page);
    look(page, "erased");
    Page nobody = watched(screens.of(Screens.options()));
    nobody.navigate("/sign-in");
    look(nobody, "sign-in");
    assertThat(axe.found()).isEmpty();
    assertThat(found).isEmpty();
  }

  private static Map<String, String> pages(Cast cast) {
    String lead = "/leads/" + cast.ana().leadId();
    String rule = "/notifications/rules/" + first("rules", "ruleId");
    String destination = "/notifications/destinations/" + first("destinations", "destinationId");
    await("a notice in the inbox")
        .untilAsserted(
            () ->
                assertThat(SharedPlatform.outsider().json("/v1/notifications/inbox").toString())
                    .contains("Ana Lima"));
    var pages = new LinkedHashMap<String, String>();
    pages.put("leads", "/leads");
    pages.put("leads-none", "/leads?q=nobody-is-called-this");
    pages.put("lead", lead);
    pages.put("details", lead + "/details?field=job_title");
    pages.put("merge", lead + "/merge?with=" + cast.bruno().leadId());
    pages.put("analytics", "/analytics");
    pages.put("inbox", "/notifications");
    pages.put("deliveries", "/notifications/deliveries");
    pages.put("notifications", "/notifications/settings");
    pages.put("rule", rule);
    pages.put("destination", destination);
    pages.put("operations", "/operations");
    pages.put("settings", "/settings");
    pages.put("fields", "/settings/fields");
    pages.put("members", "/settings/members");
    pages.put("keys", "/settings/api-keys");
    pages.put("password", "/settings/password");
    pages.put("nowhere", "/nowhere");
    return pages;
  }

  private static String first(String what, String id) {
    return SharedPlatform.outsider()
        .json("/v1/notifications/" + what)
        .at("/items/0/" + id)
        .stringValue();
  }

  /** The page after somebody was erased is only seen by erasing somebody. */
  private static void erase(Page page) {
    Story nobody = Story.of("forgotten").writes("m-1", "Forget me.");
    page.navigate("/leads/" + nobody.leadId());
    page.locator(".more-menu summary").click();
    page.locator("[popovertarget=erase-dialog]").first().click();
    page.locator("#erase-dialog [name=confirm]").fill(page.locator("h1").textContent());
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("The person is erased");
  }

  private Page watched(Page page) {
    page.setViewportSize(WIDE, HIGH);
    page.onPageError(error -> found.add(page.url() + " " + error));
    page.onConsoleMessage(
        message -> {
          // The page of somebody who is just being erased may be told so (410) before it is left.
          if (message.type().equals("error")
              && !page.url().endsWith("/nowhere")
              && !message.text().contains("status of 410"))
            found.add(page.url() + " " + message.text());
        });
    return page;
  }

  private void look(Page page, String name) {
    if (name.startsWith("lead")) assertThat(page.locator("[data-live-text]")).hasText("Live");
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      keep(page, name, theme, "leadline.screenshots");
      axe.look(page, theme + " " + name);
      page.setViewportSize(PHONE, 844);
      keep(page, name, theme, "leadline.screenshots.phone");
      page.setViewportSize(WIDE, HIGH);
    }
    fits(page, name, WIDE);
    page.setViewportSize(NARROWEST, 740);
    fits(page, name, NARROWEST);
    page.setViewportSize(WIDE, HIGH);
  }

  private void fits(Page page, String name, int width) {
    int wide = (Integer) page.evaluate("document.documentElement.scrollWidth");
    if (wide > width) found.add("%s is %d wide on a screen of %d".formatted(name, wide, width));
  }

  /** The list each time, to see that it works; all of them only when somebody asks. */
  private static void keep(Page page, String name, ColorScheme theme, String property) {
    String folder = System.getProperty(property);
    if (folder == null && !name.equals("leads")) return;
    byte[] whole =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setScale(ScreenshotScale.CSS)
                .setAnimations(ScreenshotAnimations.DISABLED));
    try {
      byte[] picture = FewColours.of(whole);
      assertThat(picture).as(name).isNotEmpty();
      if (folder == null) return;
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      Files.write(Path.of(folder, file), picture);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
