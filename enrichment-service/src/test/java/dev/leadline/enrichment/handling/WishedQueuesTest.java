package dev.leadline.enrichment.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.LeadStory;
import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadAnnouncement;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only a queue that got something is looked at, not every queue after every batch of events. */
class WishedQueuesTest {

  private static final Fingerprint FINGERPRINT = texts -> String.join(" ", texts);

  private final List<LeadAnnouncement> views = LeadStory.of("a").views("/").announced();
  private final List<LeadAnnouncement> writes = LeadStory.of("b").writes("Hello").announced();
  private final List<LeadAnnouncement> leaves = LeadStory.of("c").leaves("c@acme.com").announced();

  private final FollowConversations conversations =
      new FollowConversations(
          said -> {},
          List.of(),
          Collection::size,
          FINGERPRINT,
          Clock.systemUTC(),
          Duration.ofMinutes(5),
          Duration.ofDays(30));

  private static FollowForCrm crm(CrmPlan... plans) {
    return new FollowForCrm(
        () -> List.of(plans),
        leadIds -> Map.of(),
        leads -> {},
        Collection::size,
        FINGERPRINT,
        Duration.ofSeconds(30));
  }

  @Test
  void a_summary_is_wished_of_what_a_lead_has_written() {
    assertThat(conversations.follow(writes)).containsExactly(Purpose.SUMMARY);
    assertThat(conversations.follow(views)).isEmpty();
    assertThat(conversations.follow(leaves)).isEmpty();
  }

  @Test
  void a_crm_is_told_of_whom_it_can_know() {
    var hubSpot =
        new CrmPlan(
            "default",
            CrmSystem.HUBSPOT,
            "contacts",
            List.of(new Mapping("email", "email", Write.OVERWRITE, false, Type.TEXT)),
            true,
            null,
            null);
    assertThat(crm(hubSpot).follow(leaves)).containsExactly(Purpose.CRM_HUBSPOT);
    assertThat(crm(hubSpot).follow(views)).isEmpty();
    assertThat(crm().follow(leaves)).isEmpty();
  }
}
