package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.SumUp;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Whoever is set to sum conversations up. */
@Component
final class Summaries implements SumUp {

  private final SumUp chosen;

  Summaries(HttpDoor door, CallSettings calls, SummarySettings settings, MeterRegistry meters) {
    this.chosen =
        switch (settings.provider()) {
          case LOCAL -> new LocalSummaries(settings.rest());
          case OPENAI ->
              new OpenAiSummaries(
                  door, new Backend("summary", calls.within(settings.timeout()), meters), settings);
          case NONE -> conversation -> new Refused("Summaries are turned off.");
        };
  }

  @Override
  public Outcome sumUp(Conversation conversation) {
    return chosen.sumUp(conversation);
  }
}
