package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Overview;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers the numbers of a period. All that happened in it is gone through for it, so one question
 * is worked on at a time, and its answer is good for some seconds.
 */
public final class AnswerAnalytics {

  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final int MOST_ANSWERS = 100;

  private final ReadSums sums;
  private final Clock clock;
  private final ReentrantLock working = new ReentrantLock();
  private final Map<AnalyticsQuery, Answer> answers = new LinkedHashMap<>();

  private record Answer(Overview overview, Instant until) {}

  public AnswerAnalytics(ReadSums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  /** The numbers, some seconds old at most. */
  public Overview answer(AnalyticsQuery query) {
    working.lock();
    try {
      Overview known = known(query);
      if (known != null) return known;
      var tally = new Tally(sums.standings(query.tenant()), query.bounds().zone());
      sums.shares(query, tally::add);
      sums.conversations(query, tally::add);
      Overview overview = tally.overview(sums.firstEmails(tally.emailed()));
      answers.put(query, new Answer(overview, clock.instant().plus(GOOD_FOR)));
      return overview;
    } finally {
      working.unlock();
    }
  }

  private @Nullable Overview known(AnalyticsQuery query) {
    Instant now = clock.instant();
    answers.values().removeIf(answer -> answer.until().isBefore(now));
    Iterator<AnalyticsQuery> oldest = answers.keySet().iterator();
    while (answers.size() >= MOST_ANSWERS && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
    Answer answer = answers.get(query);
    return answer == null ? null : answer.overview();
  }
}
