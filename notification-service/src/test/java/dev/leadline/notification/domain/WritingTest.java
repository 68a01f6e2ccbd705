package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WritingTest {

  /** What turns the direction of writing, and nothing else. */
  private static final String UNSEEN = "\u202e\u2066";

  private static Notice notice(String said, String template) {
    var story = new Story();
    story.registered();
    story.writes(said);
    var terms =
        new Terms(
            "Chat",
            List.of(Trigger.LEAD_ENGAGED),
            Filter.ALL,
            List.of("slack"),
            template,
            true,
            null,
            null,
            Terms.USUAL_COOLDOWN,
            null,
            true);
    return Writing.notice(
        "n",
        new Rule("r", "default", terms, Story.START),
        Trigger.LEAD_ENGAGED,
        story.last(),
        "https://leads.example.com");
  }

  /** Slack refused the whole message: nobody was told of whoever wrote such a thing. */
  @Test
  void words_in_which_nothing_is_to_be_seen_are_none() {
    assertThat(notice(UNSEEN, "{{ name }}").words()).isNull();
    assertThat(notice(UNSEEN + "Hi", "{{ name }}").words()).isEqualTo("Hi");
  }

  @Test
  void a_title_in_which_nothing_is_to_be_seen_is_the_usual_one() {
    assertThat(notice("Hi", UNSEEN + " {{ email }}").title()).startsWith("Anonymous visitor");
    assertThat(notice("Hi", "New: {{ sentence }}").title()).startsWith("New: ");
  }
}
