package dev.leadline.enrichment.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.CompanyValue;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.KnownLead;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.enrichment.handling.FollowLeads.AboutEmail;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.events.channel.VendorFact.Enriched;
import dev.leadline.events.channel.VendorFact.EnrichmentFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of somebody whose company is known, and when a vendor that is silent is asked. */
class EnrichLeadTest {

  private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
  private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

  /** By domain. */
  private final Map<String, Map<String, CompanyValue>> kept = new HashMap<>();

  private final Map<String, Value> vendorKnows = new HashMap<>();

  private Vendor vendor = question -> new Vendor.Knows(vendorKnows, true, null);

  private Enriched asked(String email, Instant now) {
    return (Enriched) ((Answer.Found) answer(email, now, 0)).facts().getFirst();
  }

  private Answer answer(String email, Instant now, int attempts) {
    var enrich =
        new EnrichLead(
            List.of(vendor),
            ids -> Map.of("lead", KnownLead.unknown("default", "lead")),
            (tenant, domain) -> kept.getOrDefault(domain, Map.of()),
            (tenant, domain, fields) -> kept.put(domain, fields),
            Clock.fixed(now, ZoneOffset.UTC));
    var inquiry =
        new Inquiry(
            "1",
            "default",
            "lead",
            Purpose.ENRICHMENT,
            now,
            attempts,
            new Json(Json.MAPPER.writeValueAsString(new AboutEmail(email, false))),
            null);
    return enrich.ask(inquiry);
  }

  @Test
  void what_a_vendor_said_of_a_company_keeps_its_time_for_a_colleague() {
    vendorKnows.put("industry", Value.text("Retail"));
    vendorKnows.put("job_title", Value.text("Buyer"));
    assertThat(asked("one@acme.com", MONDAY).saidAt()).as("all is new").isNull();

    vendorKnows.put("industry", Value.text("Wholesale"));
    vendorKnows.put("revenue", Value.text("1M"));
    Enriched colleague = asked("two@acme.com", FRIDAY);
    assertThat(colleague.fields())
        .containsEntry("industry", Value.text("Retail"))
        .containsEntry("revenue", Value.text("1M"))
        .containsEntry("job_title", Value.text("Buyer"));
    assertThat(colleague.saidAt()).isEqualTo(Map.of("industry", MONDAY));
    assertThat(kept)
        .isEqualTo(
            Map.of(
                "acme.com",
                Map.of(
                    "industry", new CompanyValue(Value.text("Retail"), MONDAY),
                    "revenue", new CompanyValue(Value.text("1M"), FRIDAY))));
  }

  @Test
  void what_is_known_of_a_company_keeps_nobody_from_being_asked_for_the_person_again() {
    vendorKnows.put("industry", Value.text("Retail"));
    vendorKnows.put("job_title", Value.text("Buyer"));
    asked("one@acme.com", MONDAY);

    vendor = question -> new Vendor.Silent("vendor hangs", Duration.ofMinutes(1), true);
    var later = (Answer.Later) answer("two@acme.com", FRIDAY, 0);
    assertThat(later.otherwise())
        .singleElement()
        .isInstanceOfSatisfying(
            Enriched.class,
            told ->
                assertThat(told.fields())
                    .containsEntry("industry", Value.text("Retail"))
                    .doesNotContainKey("job_title"));
    assertThat(((Answer.Later) answer("one@other.com", FRIDAY, 0)).otherwise())
        .singleElement()
        .isInstanceOf(EnrichmentFailed.class);

    vendor = question -> new Vendor.KnowsNothing();
    assertThat(answer("two@acme.com", FRIDAY, 0)).isInstanceOf(Answer.Found.class);
    assertThat(answer("one@other.com", FRIDAY, 0)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void a_vendor_that_may_have_heard_the_question_hears_it_again_ever_later() {
    vendor = question -> new Vendor.Silent("vendor hangs", Duration.ofMinutes(1), true);
    assertThat(IntStream.range(0, 9).mapToObj(this::minutes))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
    vendor = question -> new Vendor.Silent("vendor is not asked", Duration.ofMinutes(1), false);
    assertThat(IntStream.range(0, 9).mapToObj(this::minutes)).containsOnly(1L);
  }

  /** An operator has to mend its key, and leads wait no half a day for what is mended. */
  @Test
  void a_vendor_that_refuses_our_key_is_asked_again_after_an_hour_at_the_latest() {
    vendor = question -> new Vendor.Silent("vendor answers 401", Duration.ofMinutes(15), true);
    assertThat(IntStream.range(0, 9).mapToObj(this::minutes))
        .containsExactly(15L, 30L, 60L, 60L, 60L, 60L, 60L, 60L, 60L);
  }

  private long minutes(int attempts) {
    var later = (Answer.Later) answer("one@acme.com", MONDAY, attempts);
    boolean asFirst = later.pause().equals(((Answer.Later) answer("a@b.com", MONDAY, 0)).pause());
    assertThat(later.everybody()).isEqualTo(asFirst);
    return later.pause().toMinutes();
  }
}
