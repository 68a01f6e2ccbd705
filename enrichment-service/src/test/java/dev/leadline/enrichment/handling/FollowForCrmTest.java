package dev.leadline.enrichment.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.LeadStory;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.crm.RecallLeads.Remembered;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A lead is known as it is, whichever part of its history comes late. */
class FollowForCrmTest {

  private static final CrmPlan HUBSPOT =
      new CrmPlan(
          "default",
          CrmSystem.HUBSPOT,
          "contacts",
          List.of(new Mapping("email", "email", Write.OVERWRITE, false, Type.TEXT)),
          true,
          null,
          null);

  private final Map<String, Remembered> known = new HashMap<>();
  private final Map<Long, LeadAnnouncement> waiting = new TreeMap<>();

  private final List<Long> wishedAt = new ArrayList<>();
  private long newest;

  private final FollowForCrm crm =
      new FollowForCrm(
          () -> List.of(HUBSPOT),
          leadIds -> Map.copyOf(known),
          (leads, anew) -> leads.forEach(lead -> known.put(lead.state().leadId(), lead)),
          leadIds -> List.copyOf(waiting.values()),
          (early, reached) -> {
            early.forEach(event -> waiting.put(event.sequence(), event));
            for (LeadAnnouncement last : reached)
              waiting.keySet().removeIf(place -> place <= last.sequence());
          },
          leadIds -> Map.of("lead", newest),
          (leadId, since) -> {},
          some -> {
            some.forEach(_ -> wishedAt.add(known.get("lead").sequence()));
            return some.size();
          },
          texts -> String.join(" ", texts),
          Clock.systemUTC(),
          Duration.ofSeconds(30),
          true);

  private final List<LeadAnnouncement> all =
      LeadStory.of("lead")
          .views("/")
          .leaves("lee@acme.example")
          .isEdited("job_title", "Chair")
          .views("/pricing")
          .isEdited("job_title", "Founder")
          .views("/")
          .announced();

  /** News begin somewhere, history ends anywhere behind that, and both come at once. */
  @Test
  void however_news_and_history_come_together_the_whole_lead_is_known() {
    LeadState whole = LeadState.unknown("lead");
    for (LeadAnnouncement event : all) whole = whole.evolve(event.event());
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      known.clear();
      waiting.clear();
      wishedAt.clear();
      int from = random.nextInt(all.size());
      int to = from + random.nextInt(all.size() - from + 1);
      var news = new ArrayList<>(all.subList(from, all.size()));
      var history = new ArrayList<>(all.subList(0, to));
      newest = from - 1;
      boolean wished = false;
      while (!news.isEmpty() || !history.isEmpty()) {
        List<LeadAnnouncement> way =
            news.isEmpty() || (!history.isEmpty() && random.nextBoolean()) ? history : news;
        int some = 1 + random.nextInt(way.size());
        if (way == news) newest = way.get(some - 1).sequence();
        long before = newest;
        crm.follow(List.copyOf(way.subList(0, some)));
        way.subList(0, some).clear();
        assertThat(wishedAt).as("seed %d", seed).allMatch(place -> place >= before);
        if (!wishedAt.isEmpty()) wished = true;
        wishedAt.clear();
      }
      assertThat(wished).as("seed %d", seed).isTrue();
      assertThat(known.get("lead"))
          .as("seed %d", seed)
          .isEqualTo(new Remembered(whole, all.size() - 1, false));
      assertThat(waiting).as("seed %d", seed).isEmpty();
    }
  }

  /** A record kept for ever what had been filled in on the way. */
  @Test
  void nothing_is_wanted_of_a_lead_as_it_was_long_ago() {
    newest = all.size() - 1;
    assertThat(crm.follow(all.subList(0, 3))).isEmpty();
    assertThat(crm.follow(all.subList(3, all.size()))).containsExactly(Purpose.CRM_HUBSPOT);
  }
}
