package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A page that stays open all day: behind others, asleep, signed out, while others do what they do.
 * What happened is on it when somebody looks, and what was typed into it is not lost.
 */
class OpenAllDayE2E {

  private static final String SAM = "Sam Reed";

  /** Has the page keep its connections. */
  private static final String KEEPS_STREAMS =
      """
      window.streams = [];
      const Stream = window.EventSource;
      window.EventSource = class extends Stream {
        constructor(address) { super(address); window.streams.push(this); }
      };
      """;

  /** As when somebody goes to another tab, and comes back. */
  private static final String HIDES =
      """
      hidden => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      }\
      """;

  private static final String FOLLOWS =
      "() => window.streams.filter(it => it.readyState !== EventSource.CLOSED).length";

  private static final int LONGER_THAN_ANY_SILENCE = 36_000;

  @RegisterExtension static final Screens screens = new Screens();

  private static Page live(String path) {
    Page page = screens.of(SAM);
    page.addInitScript(KEEPS_STREAMS);
    page.navigate(path);
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    return page;
  }

  @Test
  void a_page_that_nobody_sees_follows_nothing_and_knows_what_happened_when_somebody_looks() {
    Person ana = Person.of("Ana");
    Page list = live("/leads?q=" + ana.company());
    Page lead = live(ana.path());
    for (Page page : List.of(list, lead)) {
      page.evaluate(HIDES, true);
      assertThat(page.evaluate(FOLLOWS)).isEqualTo(0);
    }
    ana.story().writes("m-2", "Are you still there?");
    ana.story().row(row -> assertThat(row.path("messageCount").asInt()).isEqualTo(5));

    for (Page page : List.of(list, lead)) page.evaluate(HIDES, false);
    assertThat(list.locator("tr.lead")).containsText("Sent Chat Message");
    assertThat(lead.locator(".bubble.left").last()).containsText("Are you still there?");
    assertThat(lead.evaluate(FOLLOWS)).isEqualTo(1);
  }

  @Test
  void a_page_that_the_browser_had_put_away_goes_on_where_it_was() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path());
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
    assertThat(page.evaluate(FOLLOWS)).isEqualTo(0);
    ana.story().writes("m-2", "Are you still there?");
    ana.story().row(row -> assertThat(row.path("messageCount").asInt()).isEqualTo(5));
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    assertThat(page.locator(".bubble.left").last()).containsText("Are you still there?");
  }

  @Test
  void a_connection_that_says_nothing_for_long_is_made_anew() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.addInitScript(KEEPS_STREAMS);
    page.clock().install();
    page.navigate(ana.path());
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    page.clock().fastForward(LONGER_THAN_ANY_SILENCE);
    page.waitForCondition(() -> page.evaluate("window.streams.length").equals(2));
    assertThat(page.evaluate(FOLLOWS)).isEqualTo(1);
    ana.story().writes("m-2", "Are you still there?");
    assertThat(page.locator(".bubble.left").last()).containsText("Are you still there?");
  }

  @Test
  void a_list_of_somebody_who_was_signed_out_says_so_and_asks_no_more_than_now_and_then() {
    Person ana = Person.of("Ana");
    Page page = live("/leads?q=" + ana.company());
    page.context()
        .clearCookies(new BrowserContext.ClearCookiesOptions().setName("leadline-session"));
    page.evaluate(HIDES, true);
    var asked = new AtomicInteger();
    page.onRequest(request -> asked.incrementAndGet());
    page.evaluate(HIDES, false);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("You are signed out.");
    assertThat(page.locator("[data-live-text]")).hasText("Signed out");
    assertThat(asked).hasValueLessThan(5);
    // They come back to the list that they had.
    page.getByRole(AriaRole.SEARCHBOX).first().fill("Anja");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?next=%2Fleads%3Fq%3D.*"));
  }

  @Test
  void numbers_that_are_not_asked_for_any_more_are_not_taken_for_those_of_now() {
    Page page = screens.of(SAM);
    page.navigate("/operations");
    Locator live = page.locator("[data-live-text]");
    assertThat(live).hasText("Live");
    page.route("**/operations/**", Route::abort);
    assertThat(live).hasText("Reconnecting");
    page.unrouteAll();
    assertThat(live).hasText("Live");
  }
}
