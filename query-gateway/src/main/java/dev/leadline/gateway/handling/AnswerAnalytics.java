package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.FindRows;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers the numbers of a period. All that happened in it is gone through for it, so of each
 * tenant one question is worked on at a time, of all tenants a few, and an answer is good for as
 * long as it took. Who would have to wait for long for others is told to come back. What somebody
 * asked who has been erased is not told, be it in an answer of before or still in what is read.
 */
public final class AnswerAnalytics {

  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final Duration GOOD_FOR_AT_MOST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_ANSWERS = 100;

  /** What a question gathers by lead lies in memory while it is worked on. */
  private static final int AT_ONCE = 2;

  private final ReadSums sums;
  private final FindRows find;
  private final Clock clock;
  private final Duration patience;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** Of a tenant for as long as somebody has or wants it. */
  private final LoadingCache<String, Semaphore> turns =
      Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(1, true));

  private final Cache<AnalyticsQuery, Answer> answers;

  /**
   * What was added up.
   *
   * @param askedBy by question, the lead that asked it: by now part of another one, perhaps
   */
  private record Answer(
      Overview overview, Map<Overview.Question, String> askedBy, Duration goodFor) {}

  public AnswerAnalytics(ReadSums sums, FindRows find, Clock clock) {
    this(sums, find, clock, PATIENCE);
  }

  /**
   * The use case.
   *
   * @param patience how long a question waits in all: for others of its tenant, then for other
   *     tenants
   */
  AnswerAnalytics(ReadSums sums, FindRows find, Clock clock, Duration patience) {
    this.sums = sums;
    this.find = find;
    this.clock = clock;
    this.patience = patience;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST_ANSWERS)
            .expireAfter(Expiry.<AnalyticsQuery, Answer>writing((_, answer) -> answer.goodFor()))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
  }

  /**
   * The numbers, some seconds old at most, or as old as it takes to add them up.
   *
   * @throws Unavailable also when others are worked on for too long
   */
  public Overview answer(AnalyticsQuery query) {
    Answer known = known(query);
    var askedBy = new HashSet<String>(known.askedBy().values());
    for (Overview.Question one : known.askedBy().keySet()) askedBy.add(one.leadId());
    if (askedBy.isEmpty()) return known.overview();
    var erased = new HashSet<String>();
    for (IndexedRow row : find.find(askedBy))
      if (row instanceof IndexedRow.Erased) erased.add(row.leadId());
    return known.overview().without(question -> isOf(erased, question, known));
  }

  private static boolean isOf(Set<String> leads, Overview.Question question, Answer answer) {
    return leads.contains(question.leadId()) || leads.contains(answer.askedBy().get(question));
  }

  private Answer known(AnalyticsQuery query) {
    Answer known = answers.getIfPresent(query);
    if (known != null) return known;
    long latest = System.nanoTime() + patience.toNanos();
    Semaphore turn = turns.get(query.tenant());
    take(turn, latest, "Other numbers of yours are being added up. Ask again in a moment.");
    try {
      Answer meanwhile = answers.getIfPresent(query);
      return meanwhile == null ? inPlace(query, latest) : meanwhile;
    } finally {
      turn.release();
    }
  }

  private Answer inPlace(AnalyticsQuery query, long latest) {
    take(places, latest, "The numbers of others are being added up. Ask again in a moment.");
    try {
      Instant begun = clock.instant();
      Tally tally = addedUp(query);
      Overview overview = tally.overview(sums.firstEmails(tally.emailed()));
      var took = Duration.between(begun, clock.instant());
      var answer = new Answer(overview, tally.askedBy(), goodFor(took));
      answers.put(query, answer);
      return answer;
    } finally {
      places.release();
    }
  }

  private Tally addedUp(AnalyticsQuery query) {
    var tally = new Tally(sums.standings(query.tenant()), query.bounds().zone());
    sums.shares(query, tally::add);
    sums.conversations(query, tally::add);
    return tally;
  }

  private static void take(Semaphore from, long latest, String why) {
    try {
      if (!from.tryAcquire(latest - System.nanoTime(), TimeUnit.NANOSECONDS))
        throw Unavailable.because(why);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Unavailable.because(why);
    }
  }

  /** How long an answer may be given again that took so long to make. */
  private static Duration goodFor(Duration took) {
    Duration least = took.compareTo(GOOD_FOR) < 0 ? GOOD_FOR : took;
    return least.compareTo(GOOD_FOR_AT_MOST) > 0 ? GOOD_FOR_AT_MOST : least;
  }
}
