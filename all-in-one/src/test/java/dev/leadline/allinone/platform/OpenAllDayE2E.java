package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Screens.button;
import static dev.leadline.allinone.platform.Screens.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.HttpStatus;

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

  /** Until all that has begun on a page has been drawn. */
  private static final String SETTLES = "() => new Promise(done => setTimeout(done, 300))";

  private static final int LONGER_THAN_ANY_SILENCE = 36_000;
  private static final int MANY = 30;

  @RegisterExtension static final Screens screens = new Screens();

  private static Page live(String path) {
    Page page = screens.of(SAM);
    page.addInitScript(KEEPS_STREAMS);
    page.navigate(path);
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    return page;
  }

  private static void endsSessionOf(Page page) {
    page.context()
        .clearCookies(new BrowserContext.ClearCookiesOptions().setName("leadline-session"));
  }

  /** In the page that the one that says it opens. */
  private static void signsInBeside(Page page) {
    Page beside = page.context().waitForPage(() -> link(page, "Sign in").click());
    assertThat(beside).hasURL(Pattern.compile(".*/sign-in\\?next=.*"));
    screens.signIn(beside, SAM);
  }

  private static Locator draft(Page page) {
    return page.getByLabel("Message to the lead");
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
  void who_was_signed_out_is_told_so_and_sends_what_they_had_typed_once_they_are_back() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path());
    button(page, "Take over chat").click();
    draft(page).fill("Half an hour of work");
    endsSessionOf(page);
    button(page, "Send").click();
    Locator told = page.getByRole(AriaRole.ALERT);
    assertThat(told).containsText("You are signed out.");
    assertThat(draft(page)).hasValue("Half an hour of work");
    assertThat(page).hasURL(Pattern.compile(".*" + ana.path()));

    signsInBeside(page);
    page.evaluate(HIDES, true);
    page.evaluate(HIDES, false);
    assertThat(told).hasCount(0);
    button(page, "Send").click();
    assertThat(page.locator(".bubble.ours").last()).containsText("Half an hour of work");
    assertThat(draft(page)).hasValue("");
  }

  @Test
  void a_list_of_somebody_who_was_signed_out_says_so_and_asks_no_more_than_now_and_then() {
    Person ana = Person.of("Ana");
    Page page = live("/leads?q=" + ana.company());
    endsSessionOf(page);
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
  void an_inbox_that_is_open_says_what_the_team_is_told_by_then() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/notifications");
    Locator told = page.locator("[data-inbox] a[href='" + ana.path() + "']");
    assertThat(told).hasCount(0);
    asksForSomebody(ana);
    assertThat(told.first()).isVisible();
    assertThat(page.locator("[role=status][data-heard]")).containsText(ana.name());

    // Whoever has opened one in a tab of its own is told of the next.
    told.first().focus();
    Person bruno = Person.of("Bruno");
    asksForSomebody(bruno);
    assertThat(page.locator("[data-inbox] a[href='" + bruno.path() + "']").first()).isVisible();
    assertThat(page.locator("a:focus")).hasAttribute("href", ana.path());
  }

  private static void asksForSomebody(Person person) {
    person
        .story()
        .tells(
            "chat.message-received",
            "{\"messageId\": \"m-2\", \"text\": \"A person!\", \"askedForHuman\": true}");
  }

  @Test
  void why_a_command_was_refused_is_read_until_the_next_and_what_was_typed_for_it_stays() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path());
    var held = new AtomicReference<Route>();
    page.route("**/takeover", held::set);
    button(page, "Take over chat").click();
    page.waitForCondition(() -> held.get() != null);
    assertThat(ana.story().asks("takeover", Story.KIM).status()).isEqualTo(200);
    held.get().resume();
    Locator why = page.locator(".head .message.bad");
    assertThat(why).isVisible();
    ana.story().writes("m-2", "Are you still there?");
    assertThat(page.locator(".bubble.left").last()).containsText("Are you still there?");
    page.evaluate(SETTLES);
    assertThat(why).isVisible();

    button(page, "Block").click();
    page.locator("#block-dialog [name=reason]").fill("Spam");
    page.locator("#block-dialog [name=note]").fill("Half an hour of work");
    assertThat(
            ana.story()
                .asks("block", Story.KIM + ", \"reason\": \"Spam\", \"key\": \"b\"")
                .status())
        .isEqualTo(200);
    page.locator("#block-dialog .danger").click();
    assertThat(page.locator(".toast")).isVisible();
    page.evaluate(SETTLES);
    assertThat(page.locator("#block-dialog [name=note]")).hasValue("Half an hour of work");
    page.keyboard().press("Escape");
    button(page, "Unblock").click();
    page.locator("#unblock-dialog .solid").click();
    assertThat(button(page, "Block")).isVisible();
    assertThat(why).hasCount(0);
  }

  @Test
  void who_writes_about_a_lead_that_becomes_part_of_another_is_told_and_keeps_it() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    Page page = live(twin.path());
    button(page, "Block").click();
    page.locator("#block-dialog [name=note]").fill("Half an hour of work");
    String absorb = "\"absorbLeadId\": \"" + twin.story().leadId() + "\"";
    assertThat(ana.story().asks("merge", Story.SAM + ", " + absorb).status()).isEqualTo(200);
    assertThat(page.locator(".toast")).containsText("part of another");
    assertThat(page.locator("#block-dialog [name=note]")).hasValue("Half an hour of work");
  }

  @Test
  void a_correction_is_saved_by_who_has_signed_in_again_beside_it() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path() + "/details?field=job_title");
    page.locator("[name=value]").fill("Chief of Sales");
    endsSessionOf(page);
    page.evaluate(HIDES, true);
    page.evaluate(HIDES, false);
    signsInBeside(page);
    page.evaluate(HIDES, true);
    page.evaluate(HIDES, false);
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    button(page, "Save").click();
    assertThat(page.locator(".sections")).containsText("Chief of Sales");
  }

  @Test
  void a_view_is_kept_by_who_has_signed_in_again_beside_the_list() {
    Person ana = Person.of("Ana");
    Page page = live("/leads?q=" + ana.company());
    page.locator("#menu-views summary").click();
    Locator name = page.getByLabel("Name of the view");
    name.fill("Of " + ana.company());
    endsSessionOf(page);
    button(page, "Keep this view").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("You are signed out.");
    assertThat(name).hasValue("Of " + ana.company());
    signsInBeside(page);
    page.locator("#menu-views summary").click();
    button(page, "Keep this view").click();
    assertThat(page.locator("[data-views]")).containsText("Of " + ana.company());
  }

  @Test
  void settings_are_saved_by_who_has_signed_in_again_beside_them() {
    Page page = screens.of(SAM);
    page.navigate("/settings");
    Locator opened = page.getByLabel("An opened email is something that the lead did");
    opened.click();
    endsSessionOf(page);
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("You are signed out.");
    assertThat(page).hasURL(Pattern.compile(".*/settings"));
    signsInBeside(page);
    assertThat(opened).isChecked();
    opened.click();
    page.getByLabel("Countries that are left out").fill("AQ");
    button(page, "Save").click();
    assertThat(page.getByText("Saved. It holds from now on.")).isVisible();
    assertThat(page.getByLabel("Countries that are left out")).hasValue("AQ");
  }

  @Test
  void what_is_looked_for_among_countries_stays_while_the_list_is_asked_for() {
    Person ana = Person.of("Ana");
    Page page = live("/leads?q=" + ana.company());
    page.locator("#menu-country summary").click();
    var held = new AtomicReference<Route>();
    page.route("**/leads?*country=*", held::set);
    page.locator("#menu-country label").first().click();
    page.waitForCondition(() -> held.get() != null);
    Locator find = page.locator("#narrow-country");
    find.pressSequentially("nowhe");
    held.get().resume();
    assertThat(page.locator("#chips")).containsText("Country");
    assertThat(find).hasValue("nowhe");
    assertThat(find).isFocused();
    assertThat(page.locator("#menu-country label").first()).isHidden();
  }

  @Test
  void what_somebody_is_writing_stays_whatever_else_they_and_others_do() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path());
    button(page, "Take over chat").click();
    draft(page).fill("Half a sentence");
    page.locator(".more-menu summary").click();
    page.locator("[popovertarget=stage-dialog]").first().click();
    page.locator("#stage-dialog select").selectOption("BROWSING");
    page.locator("#stage-dialog [name=reason]").fill("Only a test");
    button(page, "Set it").click();
    assertThat(page.locator(".figures .stage")).containsText("Browsing");
    assertThat(draft(page)).hasValue("Half a sentence");

    assertThat(ana.story().asks("takeover", Story.KIM + ", \"from\": \"sam.reed\"").status())
        .isEqualTo(200);
    assertThat(button(page, "Take over from Kim Park")).isVisible();
    assertThat(draft(page)).hasCount(0);
    assertThat(ana.story().asks("return", Story.KIM).status()).isEqualTo(200);
    button(page, "Take over chat").click();
    assertThat(draft(page)).hasValue("Half a sentence");

    // While it is on its way one writes on.
    var held = new AtomicReference<Route>();
    page.route("**/messages", held::set);
    button(page, "Send").click();
    page.waitForCondition(() -> held.get() != null);
    draft(page).pressSequentially(" and the next");
    held.get().resume();
    assertThat(page.locator(".bubble.ours").last()).containsText("Half a sentence");
    assertThat(draft(page)).hasValue("and the next");
  }

  @Test
  void a_lead_that_is_gone_or_part_of_another_is_not_shown_as_it_was() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    Page page = live(twin.path());
    String absorb = "\"absorbLeadId\": \"" + twin.story().leadId() + "\"";
    String survivor = ana.story().leadId();
    assertThat(ana.story().asks("merge", Story.SAM + ", " + absorb).status()).isEqualTo(200);
    assertThat(page).hasURL(Pattern.compile(".*/leads/" + survivor));
    assertThat(page.locator(".side")).containsText("Merged into this lead");

    assertThat(
            SharedPlatform.outsider()
                .post(
                    "/v1/privacy/erasures",
                    "application/json",
                    "{" + Story.SAM + ", \"leadId\": \"" + survivor + "\"}")
                .statusCode())
        .isEqualTo(202);
    assertThat(page.locator("h1")).hasText("The person was erased");
  }

  @Test
  void who_erases_somebody_is_told_so_though_the_page_hears_first_that_they_are_gone() {
    Person ana = Person.of("Ana");
    Page page = live(ana.path());
    var answers = new ArrayList<Integer>();
    page.onResponse(response -> answers.add(response.status()));
    var held = new AtomicReference<Route>();
    page.route("**/erase", held::set);
    page.locator(".more-menu summary").click();
    page.locator("[popovertarget=erase-dialog]").first().click();
    page.locator("#erase-dialog [name=confirm]").fill(page.locator("h1").textContent());
    page.keyboard().press("Enter");
    page.waitForCondition(() -> held.get() != null);
    // It is sent once, however often somebody presses.
    page.keyboard().press("Enter");
    APIResponse done = held.get().fetch();
    page.waitForCondition(() -> answers.contains(HttpStatus.GONE.value()));
    held.get().fulfill(new Route.FulfillOptions().setResponse(done));
    assertThat(page.locator("h1")).hasText("The person is erased");
  }

  @Test
  void what_was_asked_for_one_list_is_not_drawn_into_the_next() {
    Person ana = Person.of("Ana");
    Person bruno = Person.of("Bruno");
    Page page = live("/leads?q=" + ana.company());
    var held = new AtomicReference<Route>();
    page.route("**/leads/changes?**", held::set);
    bruno.story().writes("m-2", "Are you still there?");
    page.waitForCondition(() -> held.get() != null);
    APIResponse ofAna = held.get().fetch();
    page.unroute("**/leads/changes?**");
    page.getByRole(AriaRole.SEARCHBOX).first().fill(bruno.company());
    Locator row = page.locator("tr.lead");
    assertThat(row).containsText(bruno.name());
    // Of what changed while it was asked for, the new list is told.
    assertThat(row).containsText("Sent Chat Message");
    // Those who do not see it hear how long it is, and not each number on the way.
    assertThat(page.locator("[role=status][data-told]")).hasText("1 lead");
    assertThat(page.locator("p.count[role=status]")).hasCount(0);
    held.get().fulfill(new Route.FulfillOptions().setResponse(ofAna));
    page.evaluate(SETTLES);
    assertThat(page.locator(".gone")).hasCount(0);
    assertThat(row).hasCount(1);

    page.goBack();
    assertThat(row).containsText(ana.name());
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    row.locator(".name a").click();
    page.waitForURL("**" + ana.path());
    link(page, "Leads").last().click();
    assertThat(page).hasURL(Pattern.compile(".*/leads\\?q=.*"));
  }

  @Test
  void a_list_of_which_not_all_was_told_is_shown_whole_when_somebody_wants_it() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    // More leads came than the beginning of the list has: it ends with one who was not here.
    page.route(
        url -> url.contains("/leads/changes?") && !url.contains("&id="),
        route -> {
          APIResponse answer = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(answer.text().replace(ana.story().leadId(), "somebody-else")));
        });
    page.route(
        url -> url.contains("/v1/stream"),
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(
                        route.request().url().replaceFirst("([?&]after=)[^&]*", "$1elsewhere"))));
    page.navigate("/leads?sort=-lastActivityAt&q=" + ana.company());
    assertThat(page.locator("[data-announce]")).hasText("1+ new");
    assertThat(page.locator("[data-told]")).hasText("There is something new in the list");
    page.waitForResponse(
        response -> response.url().contains("/leads?sort="), () -> page.keyboard().press("n"));
    assertThat(page.locator("tr.lead")).hasCount(1);
    assertThat(page.locator("tr.lead .name a")).isFocused();
    assertThat(page.locator("[data-announce]")).isHidden();
  }

  @Test
  void what_is_read_of_a_conversation_stays_in_its_place_and_what_comes_is_read_out() {
    Story story = Story.of("long");
    for (int i = 0; i < MANY; i++) story.writes("m-" + i, "Message number " + i);
    story.row(row -> assertThat(row.path("messageCount").asInt()).isEqualTo(MANY));
    Page page = live("/leads/" + story.leadId());
    Locator read = page.getByText("Message number 10", new Page.GetByTextOptions().setExact(true));
    read.scrollIntoViewIfNeeded();
    read.selectText();
    double before = read.boundingBox().y;
    story.writes("m-new", "Something new");
    assertThat(button(page, "New activity below")).isVisible();
    assertThat(read.boundingBox().y).isBetween(before - 1, before + 1);
    assertThat(page.evaluate("getSelection().toString()")).isEqualTo("Message number 10");
    assertThat(page.locator("[role=status][data-heard]")).containsText("Something new");
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

  @Test
  void numbers_are_asked_for_again_only_once_the_last_ones_came() {
    Page page = screens.of(SAM);
    page.clock().install();
    page.navigate("/analytics");
    var asked = new ArrayList<Route>();
    page.route("**/analytics", asked::add);
    page.clock().runFor(16_000);
    page.waitForCondition(() -> asked.size() == 1);
    page.evaluate(HIDES, true);
    page.evaluate(HIDES, false);
    page.evaluate(SETTLES);
    assertThat(asked).hasSize(1);
    page.waitForResponse("**/analytics", () -> asked.getFirst().resume());
    page.clock().runFor(15_000);
    page.waitForCondition(() -> asked.size() > 1);
    assertThat(asked).hasSize(2);
  }
}
