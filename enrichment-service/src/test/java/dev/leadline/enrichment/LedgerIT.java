package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.GiveUpLost;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.SettleInquiry;
import dev.leadline.enrichment.domain.SettleInquiry.Closed;
import dev.leadline.enrichment.domain.SettleInquiry.Postponed;
import dev.leadline.enrichment.domain.SettleInquiry.State;
import dev.leadline.enrichment.domain.TakeDue;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.events.Json;
import dev.leadline.events.channel.VendorFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whose answer counts, when nobody works at the purposes but the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerIT {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Instant LOST_AT = NOW.plus(Duration.ofHours(1));
  private static final Instant LATER = NOW.plus(Duration.ofHours(2));

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder, "--LEADLINE_EMAIL_VALIDATION=false");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void wants(String inquiryId, Purpose purpose, Instant at) {
    service
        .bean(WriteWishes.class)
        .write(
            List.of(
                new Wish(
                    inquiryId, "default", "lead", purpose, at, at, new Json("{\"n\": 1}"), null)));
  }

  private Inquiry taken(Purpose purpose) {
    List<Inquiry> taken = service.bean(TakeDue.class).take(purpose, LATER, LOST_AT, 10);
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }

  /** As when PostgreSQL has been away for longer than whoever asks may live. */
  private void isGivenUp() {
    service.bean(GiveUpLost.class).giveUp(LATER);
  }

  private boolean ends(Inquiry inquiry, State how) {
    return service
        .bean(SettleInquiry.class)
        .settle(inquiry, new Closed(how, null, List.of(), LATER));
  }

  private boolean is(String inquiryId, String state) {
    return service.count(
            "select count(*) from enrichment.inquiries where inquiry_id = '%s' and state = '%s'"
                .formatted(inquiryId, state))
        == 1;
  }

  @Test
  void an_answer_that_comes_after_it_was_given_up_is_told() {
    wants("paid", Purpose.ENRICHMENT, NOW);
    Inquiry inquiry = taken(Purpose.ENRICHMENT);
    isGivenUp();
    assertThat(is("paid", "UNKNOWN")).isTrue();
    var answer =
        new Closed(
            State.DONE,
            null,
            List.of(new VendorFact.EnrichmentFailed("first", "ana@acme.example", "Not known.")),
            NOW);
    assertThat(service.bean(SettleInquiry.class).settle(inquiry, answer)).isTrue();
    await("it was told")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(is("paid", "DONE")).isTrue();
              assertThat(service.toldOf("lead", "enrichment.failed")).hasSize(1);
            });
  }

  /** It was sent again every two seconds with all before it, and all behind it waited for ever. */
  @Test
  void an_answer_that_is_larger_than_kafka_takes_fails_alone() {
    wants("large", Purpose.EMAIL_VALIDATION, NOW);
    Inquiry large = taken(Purpose.EMAIL_VALIDATION);
    wants("small", Purpose.EMAIL_VALIDATION, NOW);
    Inquiry small = taken(Purpose.EMAIL_VALIDATION);
    isFound(large, "x".repeat(1_100_000), NOW);
    isFound(small, "It is checked.", NOW.plusMillis(1));
    await("both have ended")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(is("large", "FAILED")).isTrue();
              assertThat(is("small", "DONE")).isTrue();
              assertThat(service.toldOf("lead", "email.validated")).hasSize(1);
            });
    assertThat(
            service.count(
                "select count(*) from enrichment.inquiries where inquiry_id = 'large'"
                    + " and answer is null and reason like '%Kafka%'"))
        .isEqualTo(1);
  }

  private void isFound(Inquiry inquiry, String reason, Instant at) {
    var fact =
        new VendorFact.EmailValidated(
            "first", VendorFact.Validation.VALID, "ana@acme.example", reason);
    assertThat(
            service
                .bean(SettleInquiry.class)
                .settle(inquiry, new Closed(State.DONE, null, List.of(fact), at)))
        .isTrue();
  }

  @Test
  void what_was_given_up_and_then_put_off_is_asked_again_with_what_is_to_be_asked() {
    wants("silent", Purpose.DEANONYMIZATION, NOW);
    Inquiry inquiry = taken(Purpose.DEANONYMIZATION);
    isGivenUp();
    assertThat(
            service.bean(SettleInquiry.class).settle(inquiry, new Postponed("It is silent.", NOW)))
        .isTrue();
    Inquiry again = taken(Purpose.DEANONYMIZATION);
    assertThat(again.request()).isEqualTo(inquiry.request());
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(ends(again, State.DONE)).isTrue();
  }

  @Test
  void who_was_given_up_does_not_end_what_another_asks() {
    wants("twice", Purpose.CRM_HUBSPOT, NOW);
    Inquiry first = taken(Purpose.CRM_HUBSPOT);
    isGivenUp();
    Inquiry second = taken(Purpose.CRM_HUBSPOT);
    assertThat(ends(first, State.FAILED)).isFalse();
    assertThat(service.bean(SettleInquiry.class).settle(first, new Postponed("Late.", LATER)))
        .isFalse();
    assertThat(is("twice", "ASKING")).isTrue();
    assertThat(ends(second, State.DONE)).isTrue();
  }

  @Test
  void who_was_given_up_does_not_end_what_was_wanted_since() {
    wants("newer", Purpose.CRM_MARKETO, NOW);
    Inquiry first = taken(Purpose.CRM_MARKETO);
    isGivenUp();
    wants("newer", Purpose.CRM_MARKETO, NOW.plusSeconds(1));
    Inquiry second = taken(Purpose.CRM_MARKETO);
    assertThat(second.attempts()).as("counted anew").isZero();
    assertThat(ends(first, State.FAILED)).isFalse();
    assertThat(ends(second, State.DONE)).isTrue();
  }

  @Test
  void what_is_wanted_anew_while_it_is_asked_is_asked_once_more() {
    wants("renewed", Purpose.CRM_SALESFORCE, NOW);
    Inquiry first = taken(Purpose.CRM_SALESFORCE);
    wants("renewed", Purpose.CRM_SALESFORCE, NOW.plusSeconds(1));
    assertThat(ends(first, State.DONE)).isTrue();
    assertThat(is("renewed", "PENDING")).isTrue();
    Inquiry second = taken(Purpose.CRM_SALESFORCE);
    assertThat(second.attempts()).isZero();
    assertThat(ends(second, State.DONE)).isTrue();
    assertThat(is("renewed", "DONE")).isTrue();
  }
}
