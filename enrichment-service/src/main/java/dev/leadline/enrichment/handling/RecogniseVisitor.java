package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.Companies;
import dev.leadline.enrichment.domain.FindAddress;
import dev.leadline.enrichment.domain.FindCandidates;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.KnowDomains;
import dev.leadline.enrichment.domain.KnownLead;
import dev.leadline.enrichment.domain.RecallLeads;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.enrichment.domain.recognising.Recognition;
import dev.leadline.enrichment.domain.recognising.Recognition.Contact;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VendorFact.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says who a visitor is: first by what we know ourselves, then by a vendor, if there is one. Better
 * a person than a company, and better nothing than somebody else.
 */
public final class RecogniseVisitor implements AskOutside {

  private static final String OURSELVES = "leadline";
  private static final Duration A_MOMENT = Duration.ofSeconds(3);
  private static final Set<String> SHOWN =
      Set.of(
          "name", "first_name", "last_name", "email", "company_name", "job_title", "linkedin_url");

  private final RecallLeads recall;
  private final FindCandidates find;
  private final KnowDomains domains;
  private final FindAddress findAddress;
  private final double threshold;
  private final @Nullable Vendor vendor;

  /** The use case; without a vendor only what we know ourselves. */
  public RecogniseVisitor(
      RecallLeads recall,
      FindCandidates find,
      KnowDomains domains,
      FindAddress findAddress,
      double threshold,
      @Nullable Vendor vendor) {
    this.recall = recall;
    this.find = find;
    this.domains = domains;
    this.findAddress = findAddress;
    this.threshold = threshold;
    this.vendor = vendor;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    KnownLead visitor = recall.recall(Set.of(inquiry.leadId())).get(inquiry.leadId());
    if (visitor == null) return new Answer.Dropped("the visitor is not known any more");
    if (!visitor.isAskable()) return new Answer.Dropped("the visitor is blocked, or is a lead");
    if (visitor.isIdentified()) return new Answer.Dropped("the visitor said who they are");
    VendorFact.Deanonymized ours = byOurselves(inquiry, visitor);
    if ((ours != null && ours.level() == Level.PERSON) || vendor == null) return found(ours);
    FindAddress.Seen address = address(visitor);
    if (address == null)
      return ours != null
          ? found(ours)
          : new Answer.Later(
              "where the visitor came from is not known", A_MOMENT, false, List.of());
    return switch (vendor.ask(question(visitor, address))) {
      case Vendor.Knows knows when knows.person() || ours == null ->
          found(
              new VendorFact.Deanonymized(
                  vendor.name(),
                  knows.person() ? Level.PERSON : Level.COMPANY,
                  knows.confidence(),
                  knows.fields(),
                  inquiry.inquiryId()));
      case Vendor.Knows lessThanWe -> found(ours);
      case Vendor.KnowsNothing nothing ->
          found(
              ours == null
                  ? new VendorFact.DeanonymizationMissed(vendor.name(), inquiry.inquiryId())
                  : ours);
      case Vendor.Silent silent when silent.asked() || ours != null ->
          ours == null ? new Answer.Refused(silent.reason(), List.of()) : found(ours);
      case Vendor.Silent silent ->
          new Answer.Later(silent.reason(), silent.pause(), false, List.of());
    };
  }

  private static Answer found(@Nullable ChannelFact fact) {
    return new Answer.Found(fact == null ? List.of() : List.of(fact));
  }

  private FindAddress.@Nullable Seen address(KnownLead visitor) {
    String anonymousId = visitor.visitorId();
    return anonymousId == null ? null : findAddress.find(visitor.tenant(), anonymousId);
  }

  private static Vendor.Question question(KnownLead visitor, FindAddress.Seen address) {
    Map<String, String> about = new HashMap<>();
    about.put("ip", address.ip());
    if (address.userAgent() != null) about.put("userAgent", address.userAgent());
    about.put("leadId", visitor.leadId());
    if (visitor.visitorId() != null) about.put("anonymousId", visitor.visitorId());
    if (visitor.country() != null) about.put("country", visitor.country());
    return new Vendor.Question(about);
  }

  private VendorFact.@Nullable Deanonymized byOurselves(Inquiry inquiry, KnownLead visitor) {
    FindCandidates.Found found = find.find(visitor);
    Map<String, KnownLead> byId = new HashMap<>();
    for (KnownLead contact : found.contacts()) byId.put(contact.leadId(), contact);
    var verdict =
        Recognition.of(
            visitor.traces(),
            details(visitor),
            found.crowd(),
            byId.values().stream().map(this::contact).toList(),
            threshold);
    return switch (verdict) {
      case Recognition.Nobody nobody -> null;
      case Recognition.Company company ->
          fact(inquiry, Level.COMPANY, company.score(), company(company, byId), why(company));
      case Recognition.Person person -> {
        KnownLead contact = byId.get(person.leadId());
        yield contact == null
            ? null
            : fact(inquiry, Level.PERSON, person.score(), person(contact), why(person));
      }
    };
  }

  private static VendorFact.Deanonymized fact(
      Inquiry inquiry, Level level, double score, Map<String, Value> fields, List<String> why) {
    fields.put("recognised_by", new Value.Texts(why));
    double rounded = Math.round(score * 1000) / 1000.0;
    return new VendorFact.Deanonymized(OURSELVES, level, rounded, fields, inquiry.inquiryId());
  }

  private static List<String> why(Recognition.Person person) {
    return person.why().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> "%s (%.1f)".formatted(each.getKey().words(), each.getValue()))
        .toList();
  }

  private static List<String> why(Recognition.Company company) {
    return List.of(
        "came from a network of %d contacts, nearly all of this company"
            .formatted(company.contacts()));
  }

  private static Map<String, Value> person(KnownLead contact) {
    Map<String, Value> fields = new TreeMap<>();
    contact
        .fields()
        .forEach(
            (name, field) -> {
              if (SHOWN.contains(name)) fields.put(name, Value.text(field.value()));
            });
    return fields;
  }

  /** Of the company alone, as most of its people call it. */
  private static Map<String, Value> company(
      Recognition.Company company, Map<String, KnownLead> contacts) {
    Map<String, Value> fields = new TreeMap<>();
    fields.put("company_domain", Value.text(company.domain()));
    Map<String, Integer> names = new TreeMap<>();
    for (KnownLead contact : contacts.values()) {
      String email = contact.value("email");
      String name = contact.value("company_name");
      if (email != null && name != null && Companies.domain(email).equals(company.domain()))
        names.merge(name, 1, Integer::sum);
    }
    names.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(name -> fields.put("company_name", Value.text(name.getKey())));
    fields.putIfAbsent("company_name", Value.text(company.domain()));
    return fields;
  }

  private Contact contact(KnownLead lead) {
    String email = lead.value("email");
    String domain = email == null ? null : Companies.domain(email);
    boolean work = domain != null && domains.kind(domain) == KnowDomains.Kind.WORK;
    return new Contact(lead.leadId(), lead.traces(), details(lead), work ? domain : null);
  }

  /** What somebody said of themselves, in one spelling. */
  private static Map<String, String> details(KnownLead lead) {
    Map<String, String> details = new HashMap<>();
    String name = lead.value("name");
    if (name == null && lead.value("first_name") != null && lead.value("last_name") != null)
      name = lead.value("first_name") + " " + lead.value("last_name");
    put(details, "name", name);
    put(details, "company_name", lead.value("company_name"));
    put(details, "job_title", lead.value("job_title"));
    return details;
  }

  private static void put(Map<String, String> details, String name, @Nullable String value) {
    if (value != null && !value.isBlank())
      details.put(name, value.strip().toLowerCase(Locale.ROOT));
  }
}
