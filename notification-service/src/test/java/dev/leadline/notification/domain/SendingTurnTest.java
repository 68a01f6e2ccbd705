package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendingTurnTest {

  private static final Instant NOW = Story.START;
  private static final Duration DAY = Duration.ofDays(1);

  private static Terms terms(@Nullable Duration digest) {
    return new Terms(
        "Any",
        List.of(Trigger.LEAD_BLOCKED),
        Filter.ALL,
        List.of("here"),
        null,
        false,
        null,
        new Rate(1, DAY),
        Duration.ZERO,
        digest,
        true);
  }

  private static List<FindDue.Due> lines(Instant due, Terms terms, int many) {
    return LongStream.range(0, many)
        .mapToObj(
            id ->
                new FindDue.Due(
                    new Delivery(
                        id,
                        "acme",
                        "rule",
                        "here",
                        "event-" + id,
                        "lead",
                        Trigger.LEAD_BLOCKED,
                        Delivery.State.PENDING,
                        due,
                        due,
                        due,
                        0,
                        null),
                    due,
                    terms,
                    Writing.test("n", "acme", "Us", due, "https://leads.example.com")))
        .toList();
  }

  private static SendingTurn turn(List<FindDue.Due> due, Instant now, Instant... sent) {
    return SendingTurn.of(due, 10, now, (ruleId, terms, limit) -> List.of(sent));
  }

  /** Of more than a hundred lines a day the rest was put off each day, and given up in the end. */
  @Test
  void the_rest_of_a_digest_follows_at_once_and_is_the_same_message_for_the_rate() {
    Terms terms = terms(DAY);
    Instant later = NOW.plusSeconds(3);
    var rest = turn(lines(NOW, terms, 50), later, NOW);
    assertThat(rest.heldBack()).isEmpty();
    assertThat(rest.messages()).singleElement().extracting(SendingTurn.Message::at).isEqualTo(NOW);
    assertThat(rest.messages().getFirst().lines()).hasSize(50);
    assertThat(rest.kept("here", later, DAY, later).sending())
        .singleElement()
        .extracting(KeepTurn.Sending::at)
        .isEqualTo(NOW);
  }

  @Test
  void what_is_due_after_a_digest_went_waits_for_the_rate() {
    Terms terms = terms(Duration.ofHours(1));
    Instant due = NOW.plus(Duration.ofHours(1));
    var next = turn(lines(due, terms, 50), due, NOW);
    assertThat(next.messages()).isEmpty();
    assertThat(next.heldBack())
        .singleElement()
        .extracting(KeepTurn.HeldBack::until)
        .isEqualTo(NOW.plus(DAY));
  }

  @Test
  void messages_that_go_alone_wait_for_the_rate_whenever_they_were_due() {
    var next = turn(lines(NOW, terms(null), 2), NOW.plusSeconds(3), NOW);
    assertThat(next.messages()).isEmpty();
    assertThat(next.heldBack()).hasSize(1);
  }

  @Test
  void the_rest_of_a_digest_waits_for_the_end_of_quiet_hours() {
    var quiet =
        new QuietHours(
            NOW.atZone(java.time.ZoneOffset.UTC).toLocalTime(),
            NOW.plus(Duration.ofHours(2)).atZone(java.time.ZoneOffset.UTC).toLocalTime(),
            java.time.ZoneOffset.UTC);
    Terms usual = terms(DAY);
    var terms =
        new Terms(
            usual.name(),
            usual.triggers(),
            usual.filter(),
            usual.destinationIds(),
            null,
            false,
            quiet,
            usual.rate(),
            usual.cooldown(),
            usual.digest(),
            true);
    var rest = turn(lines(NOW.minusSeconds(1), terms, 5), NOW.plusSeconds(1), NOW.minusSeconds(1));
    assertThat(rest.heldBack())
        .singleElement()
        .extracting(KeepTurn.HeldBack::until)
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
  }
}
