package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.CheckPhone;
import dev.leadline.enrichment.domain.CheckSyntax;
import dev.leadline.enrichment.domain.Companies;
import dev.leadline.enrichment.domain.FindAddress;
import dev.leadline.enrichment.domain.FindCandidates;
import dev.leadline.enrichment.domain.FindTenancy;
import dev.leadline.enrichment.domain.FindVendors;
import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.ForgottenLeads;
import dev.leadline.enrichment.domain.KnowDomains;
import dev.leadline.enrichment.domain.MailServers;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.enrichment.domain.RecallLeads;
import dev.leadline.enrichment.domain.RememberCompany;
import dev.leadline.enrichment.domain.RememberLeads;
import dev.leadline.enrichment.domain.Tenancy;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.enrichment.domain.Wishes.Wanted;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.handling.AskAround;
import dev.leadline.enrichment.handling.AskAround.Asker;
import dev.leadline.enrichment.handling.EnrichLead;
import dev.leadline.enrichment.handling.FollowLeads;
import dev.leadline.enrichment.handling.RecogniseVisitor;
import dev.leadline.enrichment.handling.ValidateEmail;
import dev.leadline.enrichment.handling.ValidatePhone;
import dev.leadline.enrichment.providers.ValidationSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is asked for what: visitors, work emails, mailboxes. */
@Configuration(proxyBeanMethods = false)
class AskingWiring {

  @Bean
  FollowLeads followLeads(
      TransactionTemplate transaction,
      RecallLeads recall,
      RememberLeads remember,
      List<ForgetLeads> forget,
      ForgottenLeads forgotten,
      FindTenancy tenancy,
      WriteWishes write,
      Fingerprint fingerprint,
      Predicate<Wanted> isWorthAsking,
      RecognitionSettings settings,
      AskAround askAround,
      MeterRegistry meters,
      Clock clock) {
    return new FollowLeads(
        transaction,
        recall,
        remember,
        forget,
        forgotten,
        tenancy,
        write,
        fingerprint,
        isWorthAsking,
        settings.consentKey(),
        askAround,
        meters,
        clock);
  }

  @Bean
  Tenancy forTenantsThatDecidedNothing(RecognitionSettings settings) {
    List<String> countries = settings.excludedCountries();
    return new Tenancy(settings.mode(), countries == null ? Set.of() : Set.copyOf(countries));
  }

  /** Nobody is asked about personal addresses, and nothing where there is nobody to ask. */
  @Bean
  Predicate<Wanted> isWorthAsking(
      FindVendors vendors, KnowDomains domains, ValidationSettings validation) {
    boolean enriching = !vendors.find(Purpose.ENRICHMENT).isEmpty();
    return wanted ->
        switch (wanted.purpose()) {
          case DEANONYMIZATION -> true;
          case ENRICHMENT ->
              enriching
                  && domains.kind(Companies.domain(wanted.subject())) == KnowDomains.Kind.WORK;
          case EMAIL_VALIDATION -> validation.enabled();
          case PHONE_VALIDATION -> validation.phones();
          default -> false;
        };
  }

  @Bean
  Asker recogniseVisitor(
      RecallLeads recall,
      FindCandidates find,
      KnowDomains domains,
      FindAddress findAddress,
      FindVendors vendors,
      RecognitionSettings settings) {
    Vendor vendor = vendors.find(Purpose.DEANONYMIZATION).stream().findFirst().orElse(null);
    return new Asker(
        Purpose.DEANONYMIZATION,
        new RecogniseVisitor(recall, find, domains, findAddress, settings.threshold(), vendor));
  }

  @Bean
  Asker enrichLead(
      FindVendors vendors,
      RecallLeads recall,
      RecallCompany recallCompany,
      RememberCompany rememberCompany,
      Clock clock) {
    return new Asker(
        Purpose.ENRICHMENT,
        new EnrichLead(
            vendors.find(Purpose.ENRICHMENT), recall, recallCompany, rememberCompany, clock));
  }

  @Bean
  Asker validatePhone(CheckPhone check) {
    return new Asker(Purpose.PHONE_VALIDATION, new ValidatePhone(check));
  }

  @Bean
  Asker validateEmail(CheckSyntax syntax, KnowDomains domains, MailServers servers) {
    return new Asker(Purpose.EMAIL_VALIDATION, new ValidateEmail(syntax, domains, servers));
  }
}
