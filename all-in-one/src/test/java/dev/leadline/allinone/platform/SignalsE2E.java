package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Screens.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page that is open looks when it is told that there is something to see, and then sees it; from
 * the moment on at which it was made.
 */
class SignalsE2E {

  private static final int LOOKS_ARE_OVER_MILLIS = 700;
  private static final int QUIET_MILLIS = 1500;
  private static final int MANY = 20;

  /** Has the page keep what it was told: {@code told} is the kind and version of each signal. */
  private static final String KEEPS_SIGNALS =
      """
      window.told = [];
      const Stream = window.EventSource;
      window.EventSource = class extends Stream {
        constructor(address) {
          super(address);
          for (const kind of ["row", "timeline"])
            this.addEventListener(kind, (event) =>
              window.told.push(kind + " " + JSON.parse(event.data).version));
        }
      };
      """;

  @RegisterExtension static final Screens screens = new Screens();

  /**
   * A page of a lead that is open and up to date, how often it has looked since, and how many of
   * those looks are not answered yet.
   */
  private record Open(Page page, AtomicInteger looks, AtomicInteger underWay) {

    static Open of(String member, Person person) {
      Page page = screens.of(member);
      page.addInitScript(KEEPS_SIGNALS);
      Open open = new Open(page, new AtomicInteger(), new AtomicInteger());
      Predicate<Request> isLook = request -> request.url().contains(person.path() + "?limit=");
      page.onRequest(
          request -> {
            if (!isLook.test(request)) return;
            open.looks.incrementAndGet();
            open.underWay.incrementAndGet();
          });
      Consumer<Request> ends =
          request -> {
            if (isLook.test(request)) open.underWay.decrementAndGet();
          };
      page.onRequestFinished(ends);
      page.onRequestFailed(ends);
      page.navigate(person.path());
      assertThat(page.locator("[data-live-text]")).hasText("Live");
      open.quiet();
      return open;
    }

    void quiet() {
      page.waitForTimeout(QUIET_MILLIS);
      page.evaluate("window.told = []");
      looks.set(0);
    }

    /** It sees what came, was told of it twice, and looked for nothing but that and its own. */
    void sees(int ownCommands, Consumer<Page> news) {
      news.accept(page);
      page.waitForFunction(
          "() => ['row', 'timeline'].every(kind => window.told.some(one => one.startsWith(kind)))");
      endLooking();
      int asked = looks.get();
      int told = ((List<?>) page.evaluate("window.told")).size();
      page.waitForTimeout(QUIET_MILLIS);
      assertThat(asked)
          .as("looks for %s signals and %s commands", told, ownCommands)
          .isBetween(1, told + ownCommands);
      assertThat(looks).as("looks when nothing was told any more").hasValue(asked);
    }

    /** Until every look is answered, and none has followed the last. */
    private void endLooking() {
      int before;
      do {
        before = looks.get();
        page.waitForCondition(() -> underWay.get() == 0);
        page.waitForTimeout(LOOKS_ARE_OVER_MILLIS);
        assertThat(looks).as("looks without an end").hasValueLessThan(MANY);
      } while (looks.get() != before);
    }
  }

  /** A page that has been made, and whose connection has not come about yet. */
  private record Made(Page page, List<Route> streams) {

    static Made of(String path) {
      Page page = screens.of("Sam Reed");
      var streams = new ArrayList<Route>();
      page.route(url -> url.contains("/v1/stream"), streams::add);
      page.waitForRequest(
          request -> request.url().contains("/v1/stream"), () -> page.navigate(path));
      return new Made(page, streams);
    }

    /** Lets it connect as it is, or at a position of which nobody knows. */
    void connects(boolean isKnown) {
      for (Route one : streams) {
        String url = one.request().url();
        assertThat(url).containsPattern("[?&]after=0%3A");
        String other = url.replaceFirst("([?&]after=)[^&]*", "$1elsewhere");
        one.resume(new Route.ResumeOptions().setUrl(isKnown ? url : other));
      }
      page.unrouteAll();
      assertThat(page.locator("[data-live-text]")).hasText("Live");
    }
  }

  @ParameterizedTest(name = "what was missed is known: {0}")
  @ValueSource(booleans = {true, false})
  void what_happens_between_the_making_of_a_page_and_its_connection_is_seen(boolean isKnown) {
    Person ana = Person.of("Ana");
    Made lead = Made.of(ana.path());
    Made list = Made.of("/leads?q=" + ana.company());

    Page kim = screens.live("Kim Park", ana.path());
    ana.story().writes("m-2", "Are you still there?");
    assertThat(kim.locator(".bubble.left").last()).containsText("Are you still there?");
    ana.story()
        .tells(
            "calendar.shown", "{\"calendarId\": \"cal-1\", \"url\": \"https://cal.example/sam\"}");
    Page others = screens.live("Kim Park", "/leads?q=" + ana.company());
    assertThat(others.locator("tr.lead")).containsText("Calendar Shown");
    assertThat(list.page().locator("tr.lead")).not().containsText("Calendar Shown");

    lead.connects(isKnown);
    list.connects(isKnown);
    assertThat(lead.page().locator(".bubble.left").last()).containsText("Are you still there?");
    assertThat(list.page().locator("tr.lead")).containsText("Calendar Shown");
  }

  @Test
  void a_page_that_is_made_when_all_is_quiet_looks_at_nothing_again() {
    Person ana = Person.of("Ana");
    Open.of("Kim Park", ana);
    for (String path : List.of(ana.path(), "/leads?q=" + ana.company())) {
      Page page = screens.of("Sam Reed");
      page.addInitScript(KEEPS_SIGNALS);
      var looks = new AtomicInteger();
      page.onRequest(
          request -> {
            if (request.url().contains(ana.path() + "?")
                || request.url().contains("/leads/changes")) looks.incrementAndGet();
          });
      page.navigate(path);
      assertThat(page.locator("[data-live-text]")).hasText("Live");
      page.waitForTimeout(QUIET_MILLIS);
      // In this order: what is told now is looked at later.
      int asked = looks.get();
      int told = ((List<?>) page.evaluate("window.told")).size();
      assertThat(asked).as("looks of %s for %s signals", path, told).isLessThanOrEqualTo(told);
    }
  }

  @Test
  void a_new_entry_is_seen_by_everybody_without_looking_a_second_time() {
    Person ana = Person.of("Ana");
    Open sam = Open.of("Sam Reed", ana);
    Open kim = Open.of("Kim Park", ana);

    ana.story().writes("m-2", "Can I talk to a person?");

    for (Open one : List.of(sam, kim))
      one.sees(
          0,
          page ->
              assertThat(page.locator(".bubble.left").last())
                  .containsText("Can I talk to a person?"));
  }

  @Test
  void what_a_member_does_is_seen_by_them_and_others_without_looking_a_second_time() {
    Person ana = Person.of("Ana");
    Open sam = Open.of("Sam Reed", ana);
    Open kim = Open.of("Kim Park", ana);

    button(sam.page(), "Take over chat").click();

    for (Open one : List.of(sam, kim)) {
      Locator marker =
          one.page()
              .locator(".marker", new Page.LocatorOptions().setHasText("Sam Reed has taken over"));
      one.sees(one == sam ? 1 : 0, page -> assertThat(marker).isVisible());
    }
  }
}
