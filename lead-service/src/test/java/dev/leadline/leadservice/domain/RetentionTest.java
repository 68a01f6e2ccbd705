package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.events.view.TenantSettings.Deanonymization;
import dev.leadline.leadservice.domain.Retention.Kind;
import dev.leadline.leadservice.domain.SweepLeads.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is kept how long (domain 5.9). */
class RetentionTest {

  private static final TenantSettings DEFAULTS = TenantSettings.defaults("default");

  private static TenantSettings kept(int days, int months) {
    return new TenantSettings(
        "default", "UTC", 1, Deanonymization.OFF, List.of(), false, days, months, 0, 1);
  }

  private static LeadScenario aVisit() {
    return LeadScenario.aLead().tells(page());
  }

  private static WebFact page() {
    return new WebFact.PageViewed("https://e.example/", null, null, null, null, null);
  }

  private static LeadState visitor() {
    return aVisit().state();
  }

  private static LeadState writer() {
    return aVisit()
        .tells(new ChatFact.MessageReceived("m-1", "Hello", null, null, null, null))
        .state();
  }

  private static Quiet quiet(LeadState lead, Instant recordedAt) {
    return new Quiet("default", lead.leadId(), lead.version(), recordedAt, null);
  }

  private static Instant after(int days) {
    return NOON.plus(Duration.ofDays(days)).plusMillis(1);
  }

  private static boolean isOver(LeadState lead, TenantSettings settings, Instant now) {
    Quiet quiet = quiet(lead, NOON);
    boolean isOver = Retention.isOver(lead, quiet, settings, now);
    if (isOver) assertThat(Retention.mayBeOver(quiet, settings, now)).isTrue();
    return isOver;
  }

  @Test
  void a_visitor_goes_after_ninety_days_and_no_sooner() {
    assertThat(isOver(visitor(), DEFAULTS, after(89))).isFalse();
    assertThat(isOver(visitor(), DEFAULTS, after(90))).isTrue();
    assertThat(isOver(visitor(), kept(0, 0), after(9000))).isFalse();
  }

  @Test
  void who_wrote_or_is_known_by_name_stays_unless_the_tenant_says_for_how_many_months() {
    LeadState named =
        LeadScenario.aLead()
            .as(new Identity(null, "5f0c7d1e", "ana@acme.example", null, null, null))
            .tells(page())
            .state();
    for (LeadState lead : List.of(writer(), named)) {
      assertThat(isOver(lead, DEFAULTS, after(9000))).isFalse();
      assertThat(isOver(lead, kept(0, 6), after(180))).isFalse();
      assertThat(isOver(lead, kept(0, 6), after(182))).isTrue();
    }
  }

  @Test
  void a_visitor_goes_with_leads_where_those_go_first() {
    assertThat(isOver(visitor(), kept(0, 6), after(182))).isTrue();
    assertThat(isOver(visitor(), kept(3650, 6), after(182))).isTrue();
  }

  @Test
  void a_part_of_another_lead_does_not_go_by_itself() {
    LeadState part = visitor().evolve(new LeadMergedInto("survivor", null, NOON));
    assertThat(isOver(part, kept(1, 1), after(9000))).isFalse();
  }

  @Test
  void an_action_or_whatever_is_stored_later_keeps_a_lead() {
    LeadState later = aVisit().at(NOON.plus(Duration.ofDays(9))).tells(page()).state();
    assertThat(isOver(later, DEFAULTS, after(98))).isFalse();
    assertThat(isOver(later, DEFAULTS, after(99))).isTrue();
    Quiet edited = quiet(visitor(), NOON.plus(Duration.ofDays(9)));
    assertThat(Retention.isOver(visitor(), edited, DEFAULTS, after(98))).isFalse();
    assertThat(Retention.isOver(visitor(), edited, DEFAULTS, after(99))).isTrue();
  }

  @Test
  void one_of_whom_something_is_stored_while_it_is_judged_stays() {
    Quiet before = quiet(visitor(), NOON);
    LeadState now =
        visitor()
            .evolve(
                new StageSet(
                    Stage.ENGAGED, Stage.BROWSING, new Member("sam", null), after(91), null));
    assertThat(Retention.isOver(visitor(), before, DEFAULTS, after(91))).isTrue();
    assertThat(Retention.isOver(now, before, DEFAULTS, after(91))).isFalse();
  }

  private static boolean mayBeOver(@Nullable Kind known, TenantSettings settings, Instant now) {
    return Retention.mayBeOver(new Quiet("default", "ana", 1, NOON, known), settings, now);
  }

  @Test
  void who_is_known_to_be_more_than_a_visitor_is_read_again_only_when_leads_have_to_go() {
    assertThat(mayBeOver(null, DEFAULTS, after(90))).isTrue();
    assertThat(mayBeOver(Kind.VISITOR, DEFAULTS, after(90))).isTrue();
    assertThat(mayBeOver(Kind.LEAD, DEFAULTS, after(9000))).isFalse();
    assertThat(mayBeOver(Kind.LEAD, kept(90, 6), after(180))).isFalse();
    assertThat(mayBeOver(Kind.LEAD, kept(90, 6), after(182))).isTrue();
    assertThat(mayBeOver(Kind.PART, kept(1, 1), after(9000))).isFalse();
  }

  @Test
  void a_lead_is_what_is_known_of_it_now_which_may_be_less_than_before() {
    assertThat(Retention.kindOf(visitor())).isEqualTo(Kind.VISITOR);
    assertThat(Retention.kindOf(writer())).isEqualTo(Kind.LEAD);
    LeadState part = visitor().evolve(new LeadMergedInto("survivor", null, NOON));
    assertThat(Retention.kindOf(part)).isEqualTo(Kind.PART);

    var known =
        new Absorbed(
            "part",
            visitor().leadId(),
            LeadSource.LEADLINE,
            writer().own(),
            Control.AUTOMATED,
            Block.NONE,
            new TreeSet<>(),
            false,
            NOON);
    LeadState whole = visitor().evolve(new LeadAbsorbed("part", List.of(known), null, NOON, null));
    assertThat(Retention.kindOf(whole)).isEqualTo(Kind.LEAD);
    LeadState parted = whole.evolve(new LeadUnmerged("part", null, NOON));
    assertThat(Retention.kindOf(parted)).isEqualTo(Kind.VISITOR);
  }
}
