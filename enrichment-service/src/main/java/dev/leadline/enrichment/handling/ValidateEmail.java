package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.CheckSyntax;
import dev.leadline.enrichment.domain.Companies;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.KnowDomains;
import dev.leadline.enrichment.domain.MailServers;
import dev.leadline.enrichment.domain.Mailbox;
import dev.leadline.enrichment.handling.FollowLeads.AboutEmail;
import dev.leadline.events.channel.VendorFact.EmailValidated;
import dev.leadline.events.channel.VendorFact.Validation;
import java.time.Duration;
import java.util.List;

/** Says whether mail will arrive at an address; nothing is sent to find out. */
public final class ValidateEmail implements AskOutside {

  private static final String BY = "leadline";
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(2);

  private final CheckSyntax syntax;
  private final KnowDomains domains;
  private final MailServers servers;

  /** The use case. */
  public ValidateEmail(CheckSyntax syntax, KnowDomains domains, MailServers servers) {
    this.syntax = syntax;
    this.domains = domains;
    this.servers = servers;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    var about = inquiry.request().as(AboutEmail.class);
    String email = about.email();
    Mailbox.Verdict verdict = Mailbox.atOnce(email, syntax.isAddress(email), about.bounced());
    if (verdict.status() != Validation.UNKNOWN) return found(email, verdict);
    String domain = Companies.domain(email);
    verdict = Mailbox.of(email, domains.kind(domain), servers.find(domain));
    if (verdict.status() != Validation.UNKNOWN) return found(email, verdict);
    return new Answer.Later(verdict.reason(), AFTER_SILENCE, false, List.of(fact(email, verdict)));
  }

  private static Answer found(String email, Mailbox.Verdict verdict) {
    return new Answer.Found(List.of(fact(email, verdict)));
  }

  private static EmailValidated fact(String email, Mailbox.Verdict verdict) {
    return new EmailValidated(BY, verdict.status(), email, verdict.reason());
  }
}
