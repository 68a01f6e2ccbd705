package dev.leadline.enrichment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.enrichment.LeadStory;
import dev.leadline.enrichment.domain.Wishes.Wanted;
import dev.leadline.events.lead.LeadAnnouncement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom to ask what, event by event. */
class WishesTest {

  private static final Tenancy TENANCY = new Tenancy(Tenancy.Mode.OFF, Set.of());

  private static List<Wanted> wanted(LeadStory story) {
    var wanted = new ArrayList<Wanted>();
    KnownLead lead = KnownLead.unknown("default", "l-1");
    for (LeadAnnouncement announced : story.announced()) {
      KnownLead after = Remembering.after(lead, announced, "consent");
      wanted.addAll(Wishes.of(announced, lead, after, TENANCY));
      lead = after;
    }
    return wanted;
  }

  @Test
  void what_a_member_types_in_is_checked_and_nobody_is_asked_who_it_is() {
    assertThat(
            wanted(
                LeadStory.of("l-1")
                    .isEdited("email", "Ana@acme.example")
                    .isEdited("email", "Ana@acme.example")
                    .isEdited("job_title", "Buyer")
                    .isEdited("phone_number", "+351210000000")))
        .extracting(Wanted::purpose, Wanted::subject)
        .containsExactly(
            tuple(Purpose.EMAIL_VALIDATION, "ana@acme.example"),
            tuple(Purpose.PHONE_VALIDATION, "+351210000000"));
  }

  @Test
  void mail_that_came_back_says_nothing_of_another_address() {
    List<Wanted> wanted =
        wanted(
            LeadStory.of("l-1")
                .leaves("ana@acme.example")
                .leaves("ana@new.example")
                .bouncesAt("ana@acme.example"));
    assertThat(wanted.getLast().subject()).isEqualTo("ana@acme.example");
    assertThat(wanted.getLast().bounced()).isTrue();
    assertThat(wanted(LeadStory.of("l-1").leaves("ana@acme.example").bounces()).getLast().subject())
        .as("nobody says which")
        .isEqualTo("ana@acme.example");
  }
}
