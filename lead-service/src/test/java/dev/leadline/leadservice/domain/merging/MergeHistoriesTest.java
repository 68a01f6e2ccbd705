package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.LeadState;
import java.time.Duration;
import java.util.List;
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
          assertThat(world.listed()).hasSameSizeAs(world.events().keySet());
        });
  }

  private static void step(World world, Random random, int step) {
    if (random.nextInt(8) == 0) world.after(Duration.ofMinutes(random.nextInt(60)));
    List<String> leads = List.copyOf(world.events().keySet());
    if (leads.size() > 1 && random.nextInt(6) == 0) {
      String lead = leads.get(random.nextInt(leads.size()));
      String other = leads.get(random.nextInt(leads.size()));
      switch (random.nextInt(3)) {
        case 0 -> world.merge(lead, other);
        case 1 -> world.unmerge(world.standing(lead).leadId(), lead);
        default -> world.dismiss(lead, other);
      }
      return;
    }
    world.tells(who(random, leads), fact(random, step));
  }

  private static ChannelFact fact(Random random, int step) {
    return random.nextInt(3) == 0
        ? new WebFact.PageViewed("https://www.example.com", null, null, null, null, null)
        : new ChatFact.MessageReceived("m-" + step, "Hello", null, null, null, null);
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
