package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Histories of events, merges and unmerges that nobody would think of. */
class MergeHistoriesTest {

  private static final int STEPS = 60;

  /** Each round is a thousand histories. */
  @RepeatedTest(10)
  void whatever_happens_nothing_is_lost_and_everybody_is_somewhere() {
    Seeds.each(
        random -> {
          var world = new World();
          for (int step = 0; step < STEPS; step++) {
            step(world, random, step);
            if (step % 10 == 9) NothingIsLost.in(world.events());
          }
          world
              .owners()
              .forEach(
                  (key, owner) -> {
                    LeadState standing = world.standing(owner);
                    assertThat(standing.leadId().equals(owner) || standing.hasPart(owner))
                        .as("%s of %s", key.kind(), owner)
                        .isTrue();
                  });
        });
  }

  @RepeatedTest(2)
  void an_unmerge_gives_both_back_as_if_they_had_never_been_one() {
    Seeds.each(
        random -> {
          var world = new World();
          for (int step = 0; step < STEPS; step++) step(world, random, step);
          for (String leadId : world.events().keySet())
            if (world.lead(leadId).mergedInto() != null)
              world.unmerge(world.standing(leadId).leadId(), leadId);
          NothingIsLost.in(world.events());
          for (String leadId : world.events().keySet()) {
            LeadState lead = world.lead(leadId);
            assertThat(lead.isListed()).isEqualTo(lead.erasedAt() == null);
            if (lead.isListed()) assertThat(lead.absorbed()).isEmpty();
            else assertThat(lead.picture().known()).isEqualTo(Knowledge.NONE);
          }
        });
  }

  private static void step(World world, Random random, int step) {
    if (random.nextInt(8) == 0) world.after(Duration.ofMinutes(random.nextInt(60)));
    List<String> leads = List.copyOf(world.events().keySet());
    if (leads.size() > 1 && random.nextInt(6) == 0) {
      String lead = leads.get(random.nextInt(leads.size()));
      String other = leads.get(random.nextInt(leads.size()));
      switch (random.nextInt(7)) {
        case 0, 1 -> world.merge(lead, other);
        case 2 -> world.erase(lead);
        case 3, 4 -> world.unmerge(world.standing(lead).leadId(), lead);
        default -> world.dismiss(lead, other);
      }
      return;
    }
    world.tells(who(random, leads), fact(random, step));
  }

  private static ChannelFact fact(Random random, int step) {
    String meeting = "meet-" + random.nextInt(3);
    String run = "run-" + random.nextInt(3);
    String member = "member-" + random.nextInt(3);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 ->
          new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);
      case 4 ->
          new CalendarFact.MeetingBooked(
              meeting, null, World.NINE.plusSeconds(86_400), null, null, null, null);
      case 5 -> new CalendarFact.MeetingCanceled(meeting, CalendarFact.By.LEAD, null);
      case 6 ->
          new CalendarFact.MeetingRescheduled(
              meeting, World.NINE.plusSeconds(86_400L * step), null, null, null);
      case 7 -> new MeetingFact.CopilotJoined(meeting);
      case 8 -> new ControlFact.TakenOver(member, null, null);
      case 9 -> new ControlFact.Returned(member, null);
      case 10 -> new ModerationFact.BlockRequested(member, null, "Spam", null, null);
      case 11 -> new ModerationFact.UnblockRequested(member, null, null, null);
      case 12 ->
          new ModerationFact.MessageScored(
              "m-" + random.nextInt(60), Map.of("hate", random.nextInt(5) / 10.0), null, null);
      case 13 -> new WorkflowFact.Enrolled("workflow-1", null, run, null);
      case 14 ->
          new WorkflowFact.StepScheduled(
              null, run, "step-1", StepKind.EMAIL, null, World.NINE, null);
      case 15 -> new TextFact.OptedOut("STOP");
      default -> new ChatFact.MessageReceived("m-" + step, "Hello", null, null, null, null);
    };
  }

  private static Identity who(Random random, List<String> leads) {
    String device = maybe(random, 4, "a-" + random.nextInt(5));
    String email = maybe(random, 2, "p" + random.nextInt(4) + "@acme.example");
    String phone = maybe(random, 1, "+35191234567" + random.nextInt(3));
    String crm = maybe(random, 1, "00Q" + random.nextInt(3));
    String named =
        leads.isEmpty() ? null : maybe(random, 1, leads.get(random.nextInt(leads.size())));
    boolean nobody = device == null && email == null && phone == null && crm == null;
    return new Identity(
        named,
        nobody && named == null ? "a-0" : device,
        email,
        phone,
        crm == null ? null : new ExternalIds(crm, null, null, null, null),
        maybe(random, 3, Asserted.values()[random.nextInt(Asserted.values().length)]));
  }

  private static <T> @Nullable T maybe(Random random, int ofSix, T value) {
    return random.nextInt(6) < ofSix ? value : null;
  }
}
