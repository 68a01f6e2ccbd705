package dev.leadline.enrichment.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.SettleInquiry.Settlement;
import dev.leadline.events.Json;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class AskAroundTest {

  private static final Duration SHORT = Duration.ofMillis(20);

  /** An answer may have cost money, and nobody would ask again for a day. */
  @Test
  void what_a_vendor_said_is_written_down_once_the_ledger_is_back() {
    var inquiry =
        new Inquiry(
            "i", "default", "lead", Purpose.ENRICHMENT, Instant.now(), 0, new Json("{}"), null);
    var taken = new AtomicInteger();
    var asked = new AtomicInteger();
    var tries = new AtomicInteger();
    var written = new CopyOnWriteArrayList<Settlement>();
    var askAround =
        new AskAround(
            List.of(
                new AskAround.Asker(
                    Purpose.ENRICHMENT,
                    one -> {
                      asked.incrementAndGet();
                      return new Answer.Found(List.of());
                    })),
            (purpose, now, lostAt, most) ->
                taken.getAndIncrement() == 0 ? List.of(inquiry) : List.of(),
            purpose -> null,
            (one, settlement) -> {
              if (tries.incrementAndGet() < 2)
                throw new DataAccessResourceFailureException("The ledger is away");
              return written.add(settlement);
            },
            now -> 0,
            new TellLearned(
                (before, most) -> List.of(),
                tidings -> Set.of(),
                (told, refused) -> {},
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                Duration.ofSeconds(1)),
            new SimpleMeterRegistry(),
            new Spans(Tracer.NOOP),
            Clock.systemUTC(),
            Duration.ofMinutes(3),
            Duration.ofSeconds(1),
            Thread.ofVirtual().factory());
    askAround.start();
    try {
      await("it is written down").atMost(Duration.ofSeconds(30)).until(() -> !written.isEmpty());
      assertThat(asked).hasValue(1);
    } finally {
      askAround.stop();
    }
  }

  @Test
  void for_how_long_what_is_due_has_waited_can_be_seen() {
    Instant now = Instant.parse("2026-12-02T12:00:00Z");
    var meters = new SimpleMeterRegistry();
    var due = new AtomicReference<@Nullable Instant>(now.minusSeconds(700));
    var askAround =
        new AskAround(
            List.of(
                new AskAround.Asker(
                    Purpose.SUMMARY, one -> new Answer.Dropped("Nobody is asked here"))),
            (purpose, at, lostAt, most) -> List.of(),
            purpose -> due.get(),
            (one, settlement) -> true,
            at -> 0,
            new TellLearned(
                (before, most) -> List.of(),
                tidings -> Set.of(),
                (told, refused) -> {},
                meters,
                Clock.systemUTC(),
                SHORT),
            meters,
            new Spans(Tracer.NOOP),
            Clock.fixed(now, ZoneOffset.UTC),
            Duration.ofMinutes(3),
            SHORT,
            Thread.ofVirtual().factory());
    var seconds = meters.get("leadline.enrichment-service.waiting-seconds").gauge();
    assertThat(seconds.getId().getTag("purpose")).isEqualTo("summary");
    askAround.start();
    try {
      await("it has waited").until(seconds::value, is(700.0));
      due.set(now.plusSeconds(5));
      await("it is not due yet").until(seconds::value, is(0.0));
      due.set(now.minusSeconds(3));
      await("it is due").until(seconds::value, is(3.0));
      due.set(null);
      await("nothing waits").until(seconds::value, is(0.0));
    } finally {
      askAround.stop();
    }
  }
}
