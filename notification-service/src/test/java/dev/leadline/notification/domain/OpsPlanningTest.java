package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Stage;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of work that operators began. */
class OpsPlanningTest {

  private static final Instant NOW = Story.START;
  private static final Filter ENGAGED_ONLY =
      new Filter(List.of(Stage.ENGAGED), null, null, null, null, null);

  @Test
  void a_rebuild_is_told_to_every_destination_of_the_rule_whatever_leads_it_is_about() {
    List<Planned> planned = planned(rule("acme", null, NOW, true), OpsEvent.Outcome.DONE);
    assertThat(planned).map(Planned::destinationId).containsExactly("d-1", "d-2");
    assertThat(planned).map(Planned::eventId).containsOnly("r-1");
    assertThat(planned)
        .allSatisfy(
            line -> {
              assertThat(line.state()).isEqualTo(Delivery.State.PENDING);
              assertThat(line.leadId()).isNull();
              assertThat(line.notice().title()).isEqualTo("lead_rows was built again");
              assertThat(line.notice().leadUrl()).isEqualTo("https://leads.example/operations");
              assertThat(line.notice().facts())
                  .contains(
                      new Notice.Fact("Events", "7"),
                      new Notice.Fact("Documents that differed", "2"),
                      new Notice.Fact("Took", "1 min 5 s"));
            });
  }

  @Test
  void one_that_failed_or_was_canceled_is_told_as_that() {
    Rule rule = rule("acme", null, NOW, true);
    assertThat(planned(rule, OpsEvent.Outcome.FAILED).getFirst().notice().title())
        .isEqualTo("lead_rows could not be built again");
    assertThat(planned(rule, OpsEvent.Outcome.FAILED).getFirst().notice().facts())
        .contains(new Notice.Fact("Reason", "MongoTimeoutException"));
    assertThat(planned(rule, OpsEvent.Outcome.CANCELED).getFirst().notice().title())
        .isEqualTo("lead_rows is not built again: that was canceled");
  }

  @Test
  void a_template_is_filled() {
    assertThat(
            planned(
                    rule("acme", "{{ event }}: {{ name }} {{ sentence }} {{ email }}", NOW, true),
                    OpsEvent.Outcome.DONE)
                .getFirst()
                .notice()
                .title())
        .isEqualTo("Replay finished: lead_rows was built again");
  }

  @Test
  void a_template_of_places_for_which_there_is_nothing_makes_the_usual_line() {
    assertThat(titled("{{ email }}")).isEqualTo("lead_rows was built again");
  }

  /** A sign that turns the direction of writing would turn all that comes after it. */
  @Test
  void signs_that_nobody_sees_are_left_out() {
    assertThat(titled("\u202E{{ name }}\u0007\u2066 of ours")).isEqualTo("lead_rows of ours");
  }

  private static String titled(String template) {
    return planned(rule("acme", template, NOW, true), OpsEvent.Outcome.DONE)
        .getFirst()
        .notice()
        .title();
  }

  @Test
  void nobody_else_is_told() {
    assertThat(planned(rule("other", null, NOW, true), OpsEvent.Outcome.DONE)).isEmpty();
    assertThat(planned(rule("acme", null, NOW, false), OpsEvent.Outcome.DONE)).isEmpty();
    assertThat(planned(rule("acme", null, NOW.plusSeconds(1), true), OpsEvent.Outcome.DONE))
        .isEmpty();
  }

  private static List<Planned> planned(Rule rule, OpsEvent.Outcome outcome) {
    var finished =
        new ReplayFinished(
            "r-1",
            "lead_rows",
            outcome,
            NOW.minusSeconds(65),
            NOW,
            7,
            2L,
            outcome == OpsEvent.Outcome.FAILED ? "MongoTimeoutException" : null);
    return Planning.plan(
        List.of(rule),
        new OpsAnnounced("acme", "r-1", NOW, finished),
        NOW.plusSeconds(2),
        "https://leads.example");
  }

  private static Rule rule(String tenant, @Nullable String template, Instant since, boolean on) {
    return new Rule(
        "rule-1",
        tenant,
        new Terms(
            "Rebuilds",
            List.of(Trigger.OPS_REPLAY_FINISHED),
            ENGAGED_ONLY,
            List.of("d-1", "d-2"),
            template,
            true,
            null,
            null,
            Duration.ofMinutes(10),
            null,
            on),
        since);
  }
}
