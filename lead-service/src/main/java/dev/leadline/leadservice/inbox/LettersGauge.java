package dev.leadline.leadservice.inbox;

import dev.leadline.leadservice.domain.FindParked.Unavailable;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.handling.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells how many letters wait, for whoever is to be alerted. */
@Component
final class LettersGauge {

  private static final Logger LOG = LoggerFactory.getLogger(LettersGauge.class);

  private final WaitingLetters letters;
  private final Map<Outcome.Reason, AtomicLong> waiting = new EnumMap<>(Outcome.Reason.class);

  LettersGauge(WaitingLetters letters, MeterRegistry registry) {
    this.letters = letters;
    for (Outcome.Reason reason : Outcome.Reason.values()) {
      var count = new AtomicLong();
      waiting.put(reason, count);
      Gauge.builder(Meters.DEAD_LETTERS.meter(), count, AtomicLong::get)
          .description("Parked records that wait for an operator, by reason")
          .tag(Meters.DEAD_LETTERS.tag(), reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  @Scheduled(fixedDelayString = "${leadline.lead-service.dead-letters.counted-every}")
  void count() {
    try {
      Map<String, Long> now = letters.byReason();
      waiting.forEach((reason, count) -> count.set(now.getOrDefault(reason.name(), 0L)));
    } catch (Unavailable broken) {
      LOG.warn("The letters that wait are not counted: {}", broken.getMessage());
    }
  }
}
