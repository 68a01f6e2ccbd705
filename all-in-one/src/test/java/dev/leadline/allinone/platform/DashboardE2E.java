package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sales team does on the dashboard, in a browser before the whole platform. */
class DashboardE2E {

  private static final String SAM = "Sam Reed";
  private static final String KIM = "Kim Park";
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private static final Map<String, String> OTHERS =
      Map.of("Bruno", "Keller", "Chiara", "Rossi", "Dai", "Nakamura", "Ewa", "Nowak");

  /** Pages that are shown in the README, by address. */
  private static final Map<String, String> PICTURES =
      Map.of(
          "/leads", "leads",
          "/lead", "lead",
          "/lead/details?field=job_title", "details",
          "/lead/merge?q=Lima", "merge",
          "/analytics", "analytics",
          "/operations", "operations",
          "/settings", "settings",
          "/notifications", "inbox",
          "/notifications/settings", "notifications");

  private static final String PICTURED = "leadline.screenshots";

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

  /** A lead with a name and a company that are nobody else's. */
  private record Person(Story story, String name, String company, String email) {

    static Person of(String first) {
      String mark = UUID.randomUUID().toString().substring(0, 8);
      Story story = Story.of("dashboard");
      String company = "Zephyr" + mark + " Works";
      String email = first.toLowerCase(Locale.ROOT) + "@" + mark + ".example";
      story.views("/pricing").views("/security").writes("m-1", "Do you support single sign-on?");
      story.tells(
          "chat.message-sent",
          "{\"messageId\": \"a-1\", \"text\": \"Yes, with every plan.\"}",
          "\"agent\": {\"agentId\": \"agent-17\", \"type\": \"CHAT\"}");
      story.tells(
          "form.submitted",
          """
          {"formId": "demo", "formName": "Request a demo", "url": "https://www.example.com/demo",
           "fields": {"first_name": "%s", "last_name": "%s", "company_name": "%s",
                      "job_title": "Head of Sales", "email": "%s"}}\
          """
              .formatted(first, lastName(first), company, email));
      story.tells("voice.call-started", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
      story.tells("voice.call-answered", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
      story.tells(
          "voice.call-ended",
          "{\"callId\": \"c-1\", \"durationSec\": 95, \"leadTurns\": 3, \"outcome\":"
              + " \"COMPLETED\"}");
      story.tells(
          "voice.transcript-added",
          """
          {"callId": "c-1", "segments": [{"speaker": "AGENT", "text": "Hello Ana."},
           {"speaker": "LEAD", "text": "Hi, about our seats."}]}\
          """);
      story.tells(
          "email.sent",
          """
          {"emailId": "e-1", "subject": "What we talked about", "text": "Here is the offer.",
           "to": "%s", "from": "team@example.com"}\
          """
              .formatted(email));
      story.row(row -> assertThat(row.path("company").asString()).isEqualTo(company));
      return new Person(story, first + " " + lastName(first), company, email);
    }

    String path() {
      return "/leads/" + story.leadId();
    }

    private static String lastName(String first) {
      return OTHERS.getOrDefault(first, "Lima");
    }

    /** Leads of every kind, for a list that is looked at. */
    static void tellOthers() {
      OTHERS.keySet().stream().sorted().forEach(Person::of);
      Story.of("visitor").views("/").views("/pricing");
      Story.of("visitor").views("/security").writes("m-1", "Is there a trial?");
      Story.of("visitor")
          .views("/docs")
          .tells(
              "deanonymization.matched",
              "{\"provider\": \"vendor\", \"level\": \"COMPANY\","
                  + " \"fields\": {\"company_name\": \"Globex\"}}");
      Story booked = Story.of("booked").writes("m-1", "Thursday works.");
      booked.tells(
          "calendar.meeting-booked",
          "{\"meetingId\": \"%s\", \"startsAt\": \"2030-01-10T09:30:00Z\"}"
              .formatted(UUID.randomUUID()));
      booked.row(row -> assertThat(row.path("stage").asString()).isEqualTo("CALL_SCHEDULED"));
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator marker(Page page, String text) {
    return page.locator(".marker", new Page.LocatorOptions().setHasText(text));
  }

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
  void a_live_message_arrives_and_somebody_takes_over_answers_and_gives_back() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate(ana.path());
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    ana.story().writes("m-2", "Can I talk to a person?");
    assertThat(page.locator(".bubble.left").last()).containsText("Can I talk to a person?");

    button(page, "Take over chat").click();
    assertThat(marker(page, "Sam Reed has taken over the chat")).isVisible();
    page.getByLabel("Message to the lead").fill("Hello, Sam here <b>in person</b>.");
    button(page, "Send").click();
    assertThat(page.locator(".bubble.ours").last()).containsText("Sam here <b>in person</b>.");
    assertThat(page.getByLabel("Message to the lead")).hasValue("");

    button(page, "Return to Automated").click();
    assertThat(marker(page, "Returned to automated")).isVisible();
    assertThat(button(page, "Take over chat")).isVisible();
    assertThat(marker(page, "Sam Reed has taken over the chat")).hasCount(1);
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
    for (int i = 0; i < TRIES; i++) {
      button(sam, "Take over chat").click();
      assertThat(button(sam, "Return to Automated")).isVisible();
      long begun = System.nanoTime();
      assertThat(kim.locator(".foot")).containsText("Sam Reed has taken over the chat");
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      if (took.compareTo(quickest) < 0) quickest = took;
      button(sam, "Return to Automated").click();
      assertThat(button(kim, "Take over chat")).isVisible();
    }
    assertThat(quickest).isLessThan(A_SECOND);

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
  void without_scripts_the_list_the_filters_the_lead_and_the_export_still_work() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM, Screens.options().setJavaScriptEnabled(false));
    page.navigate("/leads");
    page.locator("input[name=q]").fill(ana.company());
    page.keyboard().press("Enter");
    assertThat(page.locator("tr.lead").first()).containsText(ana.name());
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
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("destinationIds");
    assertThat(page.getByLabel("Lead created")).isChecked();
    page.getByLabel("Reception", new Page.GetByLabelOptions().setExact(true)).check();
    button(page, "Add the rule").click();

    link(page, "Edit Visits").click();
    page.getByLabel("Name").fill("New faces");
    page.getByText("Of some leads only").click();
    page.getByLabel("Call Scheduled", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("Digest every so many minutes").fill("15");
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
    assertThat(row).hasCount(0);
    button(page, "Delete Front desk").click();
    assertThat(page.getByText("Front desk")).hasCount(0);
  }

  @Test
  void no_page_keeps_anybody_out_in_neither_theme() throws IOException {
    Person ana = Person.of("Ana");
    ana.story()
        .tells(
            "calendar.meeting-booked",
            "{\"meetingId\": \"mt-1\", \"startsAt\": \"2036-12-01T09:00:00Z\"}");
    await("a notice in the inbox")
        .untilAsserted(
            () ->
                assertThat(SharedPlatform.outsider().json("/v1/notifications/inbox").toString())
                    .contains(ana.name()));
    String rule =
        SharedPlatform.outsider()
            .json("/v1/notifications/rules")
            .at("/items/0/ruleId")
            .stringValue();
    List<String> paths =
        List.of(
            "/leads",
            "/leads?q=nobody-is-called-this",
            ana.path(),
            ana.path() + "/details?field=job_title",
            ana.path() + "/merge?q=Lima",
            "/analytics",
            "/operations",
            "/settings",
            "/settings/fields",
            "/notifications",
            "/notifications/deliveries",
            "/notifications/settings",
            "/notifications/rules/" + rule,
            "/nowhere");
    var found = new ArrayList<String>();
    if (System.getProperty(PICTURED) != null) Person.tellOthers();
    try (var axe = DashboardE2E.class.getResourceAsStream("/axe.min.js")) {
      String rules = new String(axe.readAllBytes(), StandardCharsets.UTF_8);
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = screens.of(SAM, Screens.options().setBypassCSP(true).setColorScheme(theme));
        for (String path : paths) {
          page.navigate(path);
          assertThat(page.locator("[aria-busy=true]")).hasCount(0);
          picture(page, path.replace(ana.path(), "/lead"), theme);
          page.evaluate(rules);
          Object violations =
              page.evaluate(
                  """
                  async () => (await axe.run()).violations.map(v =>
                    v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))\
                  """);
          for (Object violation : (List<?>) violations)
            found.add(theme + " " + path.replace(ana.path(), "/leads/{id}") + " " + violation);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** For the README, only when somebody asks for new ones: no picture is ever quite the same. */
  private static void picture(Page page, String path, ColorScheme theme) {
    String folder = System.getProperty(PICTURED);
    String name = PICTURES.get(path);
    if (folder == null || name == null) return;
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(folder, name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"))
            .setScale(ScreenshotScale.CSS)
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  @Test
  void numbers_lead_to_the_list_behind_them() {
    Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/analytics");
    Locator engaged =
        page.locator("a.card-number", new Page.LocatorOptions().setHasText("Leads engaged"));
    assertThat(engaged.locator("strong")).not().hasText("0");
    engaged.click();
    assertThat(page).hasURL(Pattern.compile(".*/leads\\?.*stage=ENGAGED.*"));
    assertThat(page.locator("tr.lead").first()).isVisible();
  }

  @Test
  void operators_see_that_everything_runs() {
    Page page = screens.of(SAM);
    page.navigate("/operations");
    assertThat(page.locator(".service", new Page.LocatorOptions().setHasText("lead-service")))
        .containsText("Up");
    assertThat(page.locator("[data-place=projections]")).containsText("lead");
  }

  @Test
  void what_could_not_be_taken_in_is_seen_with_its_reason_and_put_away() {
    SharedPlatform.outsider()
        .publish(
            List.of(
                Outsider.Event.of(
                    "chat.message-received",
                    Instant.now(),
                    "{\"identity\": {}, \"payload\": {\"messageId\": \"m\", \"text\":"
                        + " \"lost\"}}")));
    Page page = screens.of(SAM);
    page.navigate("/operations");
    Locator letter =
        page.locator(".letters li", new Page.LocatorOptions().setHasText("No identity")).first();
    assertThat(letter).containsText("ingress");
    String id = letter.getAttribute("data-letter");
    letter.getByLabel("Why it is discarded").fill("It is a test");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-letter='" + id + "']")).hasCount(0);
  }

  @Test
  void a_projection_is_rebuilt_while_one_watches() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM);
    page.navigate("/operations");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Rebuild lead_rows")).click();
    Locator rebuild = page.locator("[data-rebuild]").first();
    assertThat(rebuild).containsText("lead_rows");
    assertThat(rebuild.locator("progress")).isVisible();
    assertThat(rebuild.locator(".chip")).hasText("Done");
    page.navigate(ana.path());
    assertThat(page.locator("h1")).hasText(ana.name());
  }

  @Test
  void the_team_decides_what_holds_for_all_leads_and_names_fields_of_its_own() {
    Page page = screens.of(SAM);
    page.navigate("/settings");
    page.getByLabel("Countries that are left out").fill("aq");
    button(page, "Save").click();
    assertThat(page.getByText("Saved. It holds from now on.")).isVisible();
    assertThat(page.getByLabel("Countries that are left out")).hasValue("AQ");
    page.getByLabel("Time zone").fill("Nowhere/Land");
    button(page, "Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("zone");

    page.navigate("/settings/fields");
    page.getByText("Add a field").click();
    page.getByLabel("Label").fill("Biggest challenge");
    page.getByLabel("Name for programs").fill("biggest_challenge");
    button(page, "Add the field").click();
    assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("biggest_challenge")))
        .containsText("Yours");
  }

  @Test
  void everything_fits_a_phone() {
    Person ana = Person.of("Ana");
    Page page = screens.of(SAM, Screens.options().setViewportSize(360, 740));
    for (String path :
        List.of(
            "/leads",
            ana.path(),
            ana.path() + "/details",
            "/analytics",
            "/operations",
            "/settings",
            "/notifications/settings")) {
      page.navigate(path);
      Object wide = page.evaluate("document.documentElement.scrollWidth");
      assertThat((Integer) wide).as(path).isLessThanOrEqualTo(360);
    }
  }
}
