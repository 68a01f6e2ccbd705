package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.Companies;
import dev.leadline.enrichment.domain.CompanyValue;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.KnownLead;
import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.enrichment.domain.RecallLeads;
import dev.leadline.enrichment.domain.RememberCompany;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.enrichment.domain.Waterfall;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.VendorFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks vendors for more about whoever has a work email, once (domain 4.4, enrichment policy). */
public final class EnrichLead implements AskOutside {

  private static final String CACHE = "company cache";

  /** A pause is doubled up to this: a vendor is asked again after an hour or so at the latest. */
  private static final Duration LONGEST_DOUBLED = Duration.ofMinutes(64);

  private final List<Vendor> vendors;
  private final RecallLeads recall;
  private final RecallCompany recallCompany;
  private final RememberCompany rememberCompany;
  private final Clock clock;

  /** Vendors in the order in which they are asked. */
  public EnrichLead(
      List<Vendor> vendors,
      RecallLeads recall,
      RecallCompany recallCompany,
      RememberCompany rememberCompany,
      Clock clock) {
    this.vendors = List.copyOf(vendors);
    this.recall = recall;
    this.recallCompany = recallCompany;
    this.rememberCompany = rememberCompany;
    this.clock = clock;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    KnownLead lead = recall.recall(Set.of(inquiry.leadId())).get(inquiry.leadId());
    if (lead == null) return new Answer.Dropped("the lead is not known any more");
    if (lead.blocked()) return new Answer.Dropped("the lead is blocked");
    String email = inquiry.request().as(FollowLeads.AboutEmail.class).email();
    String domain = Companies.domain(email);
    Map<String, CompanyValue> company = recallCompany.recall(inquiry.tenant(), domain);
    var known = new TreeMap<String, Value>();
    var saidAt = new TreeMap<String, Instant>();
    company.forEach(
        (field, said) -> {
          known.put(field, said.value());
          saidAt.put(field, said.saidAt());
        });
    var pool = Waterfall.fill(vendors, question(lead, email, domain), known);
    if (!pool.by().isEmpty()) keepCompany(inquiry, domain, pool, company);
    List<ChannelFact> facts =
        pool.fields().isEmpty() ? List.of() : List.of(enriched(email, domain, pool, saidAt));
    if (!pool.by().isEmpty()) return new Answer.Found(facts);
    Vendor.Silent silent = pool.silent();
    if (silent != null) return later(inquiry, email, silent, facts);
    return facts.isEmpty()
        ? new Answer.Refused(
            "nobody knows anything", List.of(failed(email, "Nobody knows anything of it.")))
        : new Answer.Found(facts);
  }

  private static VendorFact.Enriched enriched(
      String email, String domain, Waterfall.Pool pool, Map<String, Instant> saidAt) {
    var fields = new TreeMap<>(pool.fields());
    fields.putIfAbsent("company_domain", Value.text(domain));
    String by = pool.by().isEmpty() ? CACHE : String.join(", ", pool.by());
    return new VendorFact.Enriched(by, fields, email, saidAt.isEmpty() ? null : saidAt);
  }

  /**
   * Asks again, each time later if the question may have reached the vendor. What is known of the
   * company is told alone only if nobody answers at all.
   */
  private Answer later(
      Inquiry inquiry, String email, Vendor.Silent silent, List<ChannelFact> known) {
    Duration pause = silent.pause();
    if (silent.asked())
      for (int i = 0; i < inquiry.attempts() && isDoubled(pause); i++)
        pause = pause.multipliedBy(2);
    return new Answer.Later(
        silent.reason(),
        pause,
        // That this question has been asked often says nothing of others.
        vendors.size() == 1 && (!silent.asked() || inquiry.attempts() == 0),
        known.isEmpty() ? List.of(failed(email, "Nobody answered in time.")) : known);
  }

  private static boolean isDoubled(Duration pause) {
    return pause.multipliedBy(2).compareTo(LONGEST_DOUBLED) <= 0;
  }

  private VendorFact.EnrichmentFailed failed(String email, String why) {
    String all = String.join(", ", vendors.stream().map(Vendor::name).toList());
    return new VendorFact.EnrichmentFailed(all, email, why);
  }

  /** What was known already keeps its age: a vendor says it again only once it is forgotten. */
  private void keepCompany(
      Inquiry inquiry, String domain, Waterfall.Pool pool, Map<String, CompanyValue> known) {
    Map<String, CompanyValue> company = new TreeMap<>(known);
    Instant now = clock.instant();
    pool.fields()
        .forEach(
            (field, value) -> {
              if (Companies.FIELDS.contains(field))
                company.putIfAbsent(field, new CompanyValue(value, now));
            });
    if (!company.equals(known)) rememberCompany.remember(inquiry.tenant(), domain, company);
  }

  private static Vendor.Question question(KnownLead lead, String email, String domain) {
    Map<String, String> about = new HashMap<>();
    about.put("email", email);
    about.put("domain", domain);
    for (String field : List.of("first_name", "last_name", "company_name", "linkedin_url")) {
      String value = lead.value(field);
      if (value != null) about.put(field, value);
    }
    return new Vendor.Question(about);
  }
}
