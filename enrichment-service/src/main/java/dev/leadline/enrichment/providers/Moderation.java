package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whoever is set to score messages. */
@Component
final class Moderation implements ScoreMessages {

  private static final Verdict NOTHING = new Verdict.Scored(Map.of(), "none");

  private final ScoreMessages chosen;

  Moderation(HttpDoor door, CallSettings calls, ModerationSettings settings, MeterRegistry meters) {
    this.chosen =
        switch (settings.provider()) {
          case BUILT_IN -> new KeywordScorer();
          case OPENAI ->
              new OpenAiModeration(
                  door, new Backend("moderation", settings.bounds(calls), meters), settings);
          case NONE -> texts -> texts.stream().map(text -> NOTHING).toList();
        };
  }

  @Override
  public List<Verdict> score(List<String> texts) {
    return chosen.score(texts);
  }
}
