package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.leadline.allinone.platform.Keys.enter;
import static dev.leadline.allinone.platform.Keys.tabTo;
import static dev.leadline.allinone.platform.Screens.button;
import static dev.leadline.allinone.platform.Screens.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything that can be done with a lead is done without a pointer: by Tab, Enter, Space and the
 * short keys. What else can be done: {@link KeyboardListE2E}, {@link KeyboardOperationsE2E}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardE2E {

  @RegisterExtension static final Screens screens = new Screens();

  /** The page of a lead whose conversation Sam Reed has taken over, and is about to write to. */
  private static Page takenOver(Person person) {
    Page page = screens.live("Sam Reed", person.path());
    enter(page, button(page, "Take over chat"));
    assertThat(page.getByLabel("Message to the lead")).isFocused();
    return page;
  }

  @Test
  void a_lead_is_judged_corrected_put_into_a_stage_merged_and_erased() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    Page page = screens.live("Sam Reed", ana.path());

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
    Page page = screens.live("Sam Reed", ana.path());
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
  void who_has_left_the_message_while_it_was_on_its_way_is_not_put_back_into_it() {
    Page page = takenOver(Person.of("Ana"));
    var held = new AtomicReference<Route>();
    page.route("**/messages", held::set);
    page.keyboard().type("Sam here.");
    page.keyboard().press("Control+Enter");
    page.waitForCondition(() -> held.get() != null);

    page.keyboard().press("Escape");
    held.get().resume();
    assertThat(page.locator(".bubble.ours").last()).containsText("Sam here.");
    assertThat(page.getByLabel("Message to the lead")).hasValue("");
    assertThat(page.getByLabel("Message to the lead")).not().isFocused();
    page.keyboard().press("r");
    assertThat(button(page, "Take over chat")).isVisible();
  }

  @Test
  void what_was_asked_before_a_command_was_answered_does_not_undo_its_answer() {
    Person ana = Person.of("Ana");
    Page page = screens.live("Sam Reed", ana.path());
    var looks = new ConcurrentLinkedQueue<Route>();
    var command = new AtomicReference<Route>();
    page.route(Pattern.compile(".*limit=200&cursor=.*"), looks::add);
    page.route("**/takeover", command::set);
    ana.story().writes("m-2", "Is anybody there?");
    page.waitForCondition(() -> !looks.isEmpty());
    // What the page looked like before, to be answered late.
    Route look = looks.remove();
    APIResponse before = look.fetch();

    enter(page, button(page, "Take over chat"));
    page.waitForCondition(() -> command.get() != null);
    command.get().resume();
    assertThat(page.getByLabel("Message to the lead")).isFocused();
    look.fulfill(new Route.FulfillOptions().setResponse(before));
    assertThat(page.locator(".bubble.left").last()).containsText("Is anybody there?");
    assertThat(page.getByLabel("Message to the lead")).isFocused();
  }

  @Test
  void a_command_that_is_answered_after_the_next_was_sent_does_not_draw_over_it() {
    Person ana = Person.of("Ana");
    Page page = takenOver(ana);
    var message = new AtomicReference<Route>();
    var handBack = new AtomicReference<Route>();
    page.route("**/messages", message::set);
    page.route("**/return", handBack::set);
    page.keyboard().type("Sam here.");
    enter(page, button(page, "Send"));
    page.waitForCondition(() -> message.get() != null);
    APIResponse answer = message.get().fetch(new Route.FetchOptions().setMaxRedirects(0));
    assertThat(page.locator(".bubble.ours").last()).containsText("Sam here.");
    enter(page, button(page, "Return to Automated"));
    page.waitForCondition(() -> handBack.get() != null);

    page.waitForResponse(
        "**" + ana.path() + "*",
        () -> message.get().fulfill(new Route.FulfillOptions().setResponse(answer)));
    handBack.get().resume();
    assertThat(button(page, "Take over chat")).isFocused();
  }

  @Test
  void a_dialog_that_is_told_late_of_its_opening_does_not_keep_the_answer_from_the_page() {
    Page page = screens.live("Sam Reed", Person.of("Ana").path());
    var held = new AtomicReference<Route>();
    page.route("**/block", held::set);
    enter(page, button(page, "Block"));
    page.keyboard().type("Spam");
    enter(page, page.locator("#block-dialog .danger"));
    page.waitForCondition(() -> held.get() != null);
    page.locator("#block-dialog")
        .evaluate("it => it.dispatchEvent(new ToggleEvent('toggle', { newState: 'open' }))");
    held.get().resume();
    assertThat(page.locator(".head .chip.bad")).hasText("Blocked: Spam");
    assertThat(button(page, "Take over chat")).isFocused();
  }

  @Test
  void whoever_is_at_a_control_sees_what_others_do_and_is_at_what_came_in_its_place() {
    Person ana = Person.of("Ana");
    Page page = screens.live("Sam Reed", ana.path());
    tabTo(page, button(page, "Block"));
    assertThat(ana.story().asks("block", Story.KIM + ", \"reason\": \"Spam\"").status())
        .isEqualTo(200);
    assertThat(page.locator(".head .chip.bad")).hasText("Blocked: Spam");
    assertThat(button(page, "Unblock")).isFocused();
  }

  @Test
  void a_control_is_not_lost_when_what_it_stands_in_is_drawn_anew() {
    Page page = takenOver(Person.of("Ana"));
    page.keyboard().type("Sam here.");
    var held = new AtomicReference<Route>();
    page.route("**/messages", held::set);
    enter(page, button(page, "Send"));
    tabTo(page, button(page, "Return to Automated"));
    page.waitForCondition(() -> held.get() != null);
    held.get().resume();
    assertThat(page.locator(".bubble.ours").last()).containsText("Sam here.");
    assertThat(page.getByLabel("Message to the lead")).hasValue("");
    page.keyboard().press("Enter");
    assertThat(button(page, "Take over chat")).isFocused();
  }

  @Test
  void what_is_written_of_an_answer_stays_when_something_happens_meanwhile() {
    Person ana = Person.of("Ana");
    Page page = screens.live("Sam Reed", ana.path());
    enter(page, page.locator(".judge summary").first());
    page.keyboard().press("Tab");
    page.keyboard().type("Say it ");
    ana.story().writes("m-2", "Are you still there?");
    assertThat(page.locator(".bubble.left").last()).containsText("Are you still there?");
    page.keyboard().type("shorter.");
    enter(page, button(page, "Bad answer"));
    assertThat(page.locator(".timeline")).containsText("Say it shorter.");
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
    enter(page, page.locator(".more-menu summary"));
    enter(page, page.locator("[popovertarget=stage-dialog]").first());
    assertThat(page.locator("#stage-dialog select")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator(".more-menu summary")).isFocused();

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
  void somebody_speaks_in_the_place_of_another_and_blocks_and_lets_in_again() {
    Person ana = Person.of("Ana");
    Page page = screens.live("Sam Reed", ana.path());
    assertThat(ana.story().asks("takeover", Story.KIM).status()).isEqualTo(200);
    enter(page, button(page, "Take over from Kim Park"));
    Locator asks = page.locator("#from-dialog");
    assertThat(asks).containsText("Kim Park speaks to this lead now");
    assertThat(asks.locator("button").first()).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.getByLabel("Message to the lead")).isFocused();
    assertThat(page.locator(".timeline")).containsText("Sam Reed has taken over the chat");
    page.keyboard().type("Sam here.");
    enter(page, button(page, "Send"));
    assertThat(page.locator(".bubble.ours").last()).containsText("Sam here.");
    enter(page, button(page, "Return to Automated"));
    assertThat(button(page, "Take over chat")).isFocused();
    assertThat(page.locator(".timeline")).containsText("Returned to automated");

    enter(page, button(page, "Block"));
    page.keyboard().type("Spam");
    enter(page, page.locator("#block-dialog .danger"));
    assertThat(page.locator(".head .chip.bad")).hasText("Blocked: Spam");
    enter(page, button(page, "Unblock"));
    enter(page, page.locator("#unblock-dialog .solid"));
    assertThat(page.locator(".head .chip.bad")).hasCount(0);

    // Entries that fold.
    enter(page, page.locator("summary", new Page.LocatorOptions().setHasText("What we talked")));
    assertThat(page.getByText("Here is the offer.").last()).isVisible();
    enter(page, page.locator("summary", new Page.LocatorOptions().setHasText("Transcript")));
    assertThat(page.getByText("Hi, about our seats.").last()).isVisible();
    enter(page, page.locator(".marker summary").first());
    assertThat(page.locator(".marker details ol").first()).isVisible();
  }

  @Test
  void who_may_be_the_same_is_compared_and_told_apart_and_two_that_were_merged_are_parted() {
    Person ana = Person.of("Ana");
    Person twin = Person.of("Anja");
    Person other = Person.of("Anna");
    for (Person one : List.of(twin, other))
      ana.story()
          .tells(
              "chat.email-captured", "{\"field\": \"email\", \"value\": \"" + one.email() + "\"}");
    Page page = screens.of("Sam Reed");
    page.navigate(ana.path());
    Locator same = page.locator(".same li");
    assertThat(same).hasCount(2);
    enter(
        page,
        same.filter(new Locator.FilterOptions().setHasText(other.name())).locator("form button"));
    assertThat(same).hasCount(1);
    enter(page, same.locator(".actions a"));
    assertThat(page.locator(".compare")).containsText(twin.name());
    enter(page, link(page, "The other way around"));
    page.waitForURL("**" + twin.path() + "/merge?**");
    enter(page, link(page, "The other way around"));
    page.waitForURL("**" + ana.path() + "/merge?**");
    enter(page, button(page, "Merge the two"));
    assertThat(page.locator(".side")).containsText("Merged into this lead");
    enter(page, button(page, "Unmerge"));
    assertThat(page.locator(".side")).not().containsText("Merged into this lead");
    // Who was parted is a moment behind the one that they were part of.
    page.waitForCondition(
        () -> {
          page.navigate(twin.path());
          return twin.name().equals(page.locator("h1").textContent());
        });
  }

  /** What was ordered by the tests above was ordered by keys, for nobody there has a pointer. */
  @Test
  @Order(Integer.MAX_VALUE)
  void nothing_that_can_be_done_with_a_lead_was_left_out() {
    assertThat(Keys.left(screens.ordered(), "lead", "timeline", "merge", "erased")).isEmpty();
    assertThat(Keys.left(Set.of(), "lead")).contains("/leads/{id}/erase");
  }
}
