package dev.leadline.enrichment.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.LeadStory;
import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Activity;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Picture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Only a queue that got something is looked at, not every queue after every batch of events. */
class WishedQueuesTest {

  private static final Fingerprint FINGERPRINT = texts -> String.join(" ", texts);

  private static final Picture SUMMED_UP =
      new Picture(
          Activity.NONE,
          new Knowledge(
              Map.of(
                  "conversation_summary",
                  new FieldValue(
                      Value.text("The lead wrote nothing."),
                      Provenance.WORKFLOW,
                      new Moment(Instant.now(), "/s", "1"))),
              new TreeSet<>(),
              List.of(),
              List.of(),
              List.of(),
              List.of()));

  private final List<LeadAnnouncement> views = LeadStory.of("a").views("/").announced();
  private final List<LeadAnnouncement> writes = LeadStory.of("b").writes("Hello").announced();
  private final List<LeadAnnouncement> leaves = LeadStory.of("c").leaves("c@acme.com").announced();

  private final FollowConversations conversations =
      new FollowConversations(
          said -> {},
          leadId -> !leadId.equals("silent"),
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
        (leads, anew) -> {},
        leadIds -> List.of(),
        (early, reached) -> {},
        leadIds -> Map.of(),
        (leadId, since) -> {},
        Collection::size,
        FINGERPRINT,
        Clock.systemUTC(),
        Duration.ofSeconds(30),
        false);
  }

  @Test
  void a_summary_is_wished_of_what_a_lead_has_written() {
    assertThat(conversations.follow(writes)).containsExactly(Purpose.SUMMARY);
    assertThat(conversations.follow(views)).isEmpty();
    assertThat(conversations.follow(leaves)).isEmpty();
  }

  /** A summary kept the words of another person until the lead wrote again. */
  @Test
  void a_summary_is_wished_of_a_lead_that_is_joined_with_one_who_wrote_or_parted() {
    assertThat(conversations.follow(joins(part(writes)))).containsExactly(Purpose.SUMMARY);
    assertThat(conversations.follow(joins(part(views)))).isEmpty();
    assertThat(conversations.follow(joins(part("s", SUMMED_UP))))
        .as("its summary is newer, and of nothing")
        .containsExactly(Purpose.SUMMARY);
    Instant now = Instant.now();
    assertThat(conversations.follow(happens(new LeadEvent.LeadUnmerged("part", null, now))))
        .containsExactly(Purpose.SUMMARY);
    assertThat(conversations.follow(happens(new LeadEvent.LeadUnmerged("silent", null, now))))
        .isEmpty();
    assertThat(
            conversations.follow(
                happens(new LeadEvent.LeadRestored("a", List.of(part(writes)), null, now, null))))
        .containsExactly(Purpose.SUMMARY);
    assertThat(conversations.follow(happens(new LeadEvent.LeadMergedInto("a", null, now))))
        .isEmpty();
  }

  private static List<LeadAnnouncement> joins(Absorbed part) {
    return happens(
        new LeadEvent.LeadAbsorbed(
            part.leadId(),
            List.of(part.withoutPersonal()),
            null,
            part.at(),
            new LeadEvent.Parts(List.of(part))));
  }

  private static List<LeadAnnouncement> happens(LeadEvent event) {
    return List.of(new LeadAnnouncement("default", "a", "e", 9, Instant.now(), event, null));
  }

  private static Absorbed part(List<LeadAnnouncement> told) {
    LeadAnnouncement first = told.getFirst();
    return part(first.leadId(), Picture.of((LeadEvent.InteractionRecorded) first.event()));
  }

  private static Absorbed part(String leadId, Picture picture) {
    return new Absorbed(
        leadId,
        "a",
        LeadSource.LEADLINE,
        picture,
        Control.AUTOMATED,
        Block.NONE,
        null,
        false,
        Instant.now());
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
