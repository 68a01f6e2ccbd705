package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.MailServers.Known;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.handling.FollowLeads.AboutEmail;
import dev.leadline.enrichment.handling.ValidateEmail;
import dev.leadline.events.Json;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.VendorFact.EmailValidated;
import dev.leadline.events.channel.VendorFact.Validation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of an address by what a real resolver hears from a real name server. */
class DnsMailServersTest {

  private static final int FEWEST_CALLS = 5;

  private final NameServer names = new NameServer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DnsMailServers servers =
      new DnsMailServers(
          new ValidationSettings(true, names.address(), Duration.ofMillis(300), false, true),
          new CallSettings(
              false,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              2,
              Duration.ofMillis(10),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              4),
          meters);

  @AfterEach
  void close() {
    names.close();
  }

  private Answer ask(String email) {
    var lists = new DomainLists(new EnrichmentSettings(false, null, List.of()));
    return new ValidateEmail(new MailSyntax(), lists, servers)
        .ask(
            new Inquiry(
                "1",
                "default",
                "lead",
                Purpose.EMAIL_VALIDATION,
                Instant.EPOCH,
                0,
                new Json(Json.MAPPER.writeValueAsString(new AboutEmail(email, false))),
                null));
  }

  private static EmailValidated only(List<ChannelFact> facts) {
    return (EmailValidated) facts.getFirst();
  }

  private void isSaid(String email, Validation status, String reason) {
    assertThat(ask(email))
        .isInstanceOfSatisfying(
            Answer.Found.class,
            found ->
                assertThat(only(found.facts()))
                    .isEqualTo(new EmailValidated("leadline", status, email, reason)));
  }

  /** It is asked again later, and only if nobody answers for an hour that is what is told. */
  private void isUnknownForNow(String email) {
    assertThat(ask(email))
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later ->
                assertThat(only(later.otherwise()))
                    .isEqualTo(
                        new EmailValidated(
                            "leadline",
                            Validation.UNKNOWN,
                            email,
                            "Nobody said whether its domain takes mail.")));
  }

  @Test
  void a_domain_with_mail_servers_takes_mail() {
    names.mailOf("acme.com", "mx1.acme.com", "mx2.acme.com");
    isSaid("ana@acme.com", Validation.VALID, "Its domain takes mail.");
    assertThat(names.asked()).containsExactly("acme.com MX");
  }

  @Test
  void a_short_lived_or_shared_mailbox_is_risky_though_its_domain_takes_mail() {
    names.mailOf("mailinator.com", "mail.mailinator.com");
    names.mailOf("acme.com", "mx.acme.com");
    isSaid("ana@mailinator.com", Validation.RISKY, "Addresses of its domain live for minutes.");
    isSaid("sales@acme.com", Validation.RISKY, "Several people read it.");
  }

  @Test
  void a_domain_that_says_that_it_takes_no_mail_is_believed() {
    names.mailOf("quiet.com", ".");
    isSaid("ana@quiet.com", Validation.INVALID, "Its domain takes no mail.");
  }

  @Test
  void a_domain_without_mail_servers_takes_its_mail_where_its_address_is() {
    names.addressOf("small.com");
    isSaid("ana@small.com", Validation.VALID, "Its domain takes mail.");
    names.newAddressOf("new.com");
    isSaid("ana@new.com", Validation.VALID, "Its domain takes mail.");
    assertThat(names.asked())
        .containsExactly("small.com MX", "small.com A", "new.com MX", "new.com A", "new.com AAAA");
  }

  @Test
  void a_domain_with_neither_takes_no_mail() {
    names.nothingOf("parked.com");
    isSaid("ana@parked.com", Validation.INVALID, "Its domain takes no mail.");
  }

  @Test
  void a_domain_that_is_not_there_takes_no_mail() {
    isSaid("ana@nowhere.com", Validation.INVALID, "Its domain does not exist.");
  }

  @Test
  void silence_says_nothing_of_an_address_and_is_asked_twice_before_it_counts() {
    names.silenceOf("slow.com");
    isUnknownForNow("ana@slow.com");
    assertThat(names.asked()).containsExactly("slow.com MX", "slow.com MX");
  }

  @Test
  void a_name_server_that_fails_says_nothing_of_an_address() {
    names.failureOf("broken.com");
    isUnknownForNow("ana@broken.com");
  }

  @Test
  void a_name_server_that_answers_with_garbage_says_nothing_of_an_address() {
    names.garbageOf("odd.com");
    isUnknownForNow("ana@odd.com");
    names.mailOf("acme.com", "mx.acme.com");
    isSaid("ana@acme.com", Validation.VALID, "Its domain takes mail.");
  }

  @Test
  void a_silent_name_server_is_left_alone_for_a_while_once_most_questions_failed() {
    for (int i = 0; i < FEWEST_CALLS; i++) {
      names.silenceOf("slow%d.com".formatted(i));
      isUnknownForNow("ana@slow%d.com".formatted(i));
    }
    int asked = names.asked().size();
    names.mailOf("acme.com", "mx.acme.com");
    isUnknownForNow("ana@acme.com");
    assertThat(names.asked()).as("nobody is asked").hasSize(asked);
    assertThat(calls("failed")).isEqualTo(FEWEST_CALLS);
    assertThat(calls("kept-back")).isOne();
    await("it is asked again after a while")
        .atMost(Duration.ofSeconds(20))
        .until(() -> servers.find("acme.com") == Known.THERE);
    for (int i = 0; i < FEWEST_CALLS; i++)
      isSaid("ana@acme.com", Validation.VALID, "Its domain takes mail.");
  }

  @Test
  void domains_whose_own_servers_fail_keep_nobody_else_from_being_asked_for() {
    for (int i = 0; i < 2 * FEWEST_CALLS; i++) {
      names.failureOf("broken%d.com".formatted(i));
      isUnknownForNow("ana@broken%d.com".formatted(i));
    }
    names.mailOf("acme.com", "mx.acme.com");
    isSaid("ana@acme.com", Validation.VALID, "Its domain takes mail.");
    assertThat(calls("refused")).isEqualTo(2 * FEWEST_CALLS);
    assertThat(calls("answered")).isOne();
  }

  private double calls(String outcome) {
    return meters.counter(Meters.CALLS.meter(), "backend", "dns", "outcome", outcome).count();
  }

  @Test
  void what_is_no_address_is_not_asked_for() {
    isSaid("ana@acme", Validation.INVALID, "It is not an email address.");
    assertThat(names.asked()).isEmpty();
  }
}
