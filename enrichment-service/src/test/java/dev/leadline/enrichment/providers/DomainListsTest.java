package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.KnowDomains.Kind;
import dev.leadline.enrichment.domain.MailServers.Known;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lists that ship, the syntax of addresses, and names that DNS is not asked for. */
class DomainListsTest {

  @Test
  void domains_of_everybody_and_of_nobody_for_long_are_known() {
    var lists = new DomainLists(new EnrichmentSettings(false, null, List.of("mailbox.example")));
    for (String domain :
        List.of(
            "gmail.com", "Yahoo.com", "outlook.com", "hotmail.com", "web.de", "mailbox.example"))
      assertThat(lists.kind(domain)).as(domain).isEqualTo(Kind.PERSONAL);
    assertThat(lists.kind("mailinator.com")).isEqualTo(Kind.DISPOSABLE);
    for (String domain : List.of("acme.example", "salesforce.com", "siemens.com"))
      assertThat(lists.kind(domain)).as(domain).isEqualTo(Kind.WORK);
  }

  @Test
  void an_address_is_one_by_the_rules_of_mail() {
    var syntax = new MailSyntax();
    for (String email : List.of("ana@acme.com", "a.b+c@sub.acme.co.uk", "ana@acme.example"))
      assertThat(syntax.isAddress(email)).as(email).isTrue();
    for (String email : List.of("ana", "ana@", "@acme.com", "a b@acme.com", "ana@acme", "a@b..com"))
      assertThat(syntax.isAddress(email)).as(email).isFalse();
  }

  @Test
  void reserved_names_are_not_asked_for_and_silence_is_told_in_time() {
    DnsMailServers servers = servers(false);
    assertThat(servers.find("acme.example")).isEqualTo(Known.NO_DOMAIN);
    assertThat(servers.find("acme.com")).isEqualTo(Known.SILENCE);
    assertThat(servers(true).find("acme.example")).isEqualTo(Known.THERE);
  }

  private static DnsMailServers servers(boolean builtIn) {
    return new DnsMailServers(
        new ValidationSettings(true, "dns://127.0.0.1:9", Duration.ofMillis(50), builtIn, true),
        new CallSettings(
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            8),
        new SimpleMeterRegistry());
  }
}
