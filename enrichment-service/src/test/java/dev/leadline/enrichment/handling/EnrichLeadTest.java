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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How old what is told of a colleague is. */
class EnrichLeadTest {

  private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
  private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

  /** By domain. */
  private final Map<String, Map<String, CompanyValue>> kept = new HashMap<>();

  private final Map<String, Value> vendorKnows = new HashMap<>();

  private Enriched asked(String email, Instant now) {
    var enrich =
        new EnrichLead(
            List.of(question -> new Vendor.Knows(vendorKnows, true, null)),
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
            0,
            new Json(Json.MAPPER.writeValueAsString(new AboutEmail(email, false))),
            null);
    return (Enriched) ((Answer.Found) enrich.ask(inquiry)).facts().getFirst();
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
}
