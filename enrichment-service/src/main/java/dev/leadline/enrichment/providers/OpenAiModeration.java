package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.Unavailable;
import dev.leadline.enrichment.domain.Verdict;
import dev.leadline.enrichment.providers.ModerationFailure.Kind;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a moderation endpoint. A call that hangs is given up in time, one that fails in passing is
 * made again after a growing pause or the one that the endpoint asks for, few are made at once, and
 * once most fail none is made for a while. Whoever asks hears of all this as {@link Unavailable}.
 */
final class OpenAiModeration implements ScoreMessages {

  private static final int CALLS_JUDGED = 10;
  private static final int FEWEST_CALLS = 5;
  private static final int CALLS_TO_TRY = 2;
  private static final int CALLS_AT_ONCE = 4;

  private final ModerationEndpoint endpoint;
  private final Duration longestPause;
  private final CircuitBreaker breaker;
  private final TimeLimiter limit;
  private final Bulkhead bulkhead;
  private final Retry retry;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  OpenAiModeration(ModerationEndpoint endpoint, ModerationSettings settings) {
    this.endpoint = endpoint;
    this.longestPause = settings.longestPause();
    this.breaker =
        CircuitBreaker.of(
            "moderation",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_JUDGED)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(CALLS_TO_TRY)
                .ignoreException(failure -> kind(failure) == Kind.NOT_TAKEN)
                .build());
    this.limit =
        TimeLimiter.of(
            "moderation", TimeLimiterConfig.custom().timeoutDuration(settings.timeout()).build());
    this.bulkhead =
        Bulkhead.of(
            "moderation", BulkheadConfig.custom().maxConcurrentCalls(CALLS_AT_ONCE).build());
    IntervalFunction growing = IntervalFunction.ofExponentialRandomBackoff(settings.pause(), 2);
    this.retry =
        Retry.of(
            "moderation",
            RetryConfig.<List<Verdict>>custom()
                .maxAttempts(settings.attempts())
                .retryOnException(this::mayPassSoon)
                .intervalBiFunction(
                    (attempt, result) -> {
                      Duration asked = result.isLeft() ? retryAfter(result.getLeft()) : null;
                      return asked == null ? growing.apply(attempt) : asked.toMillis();
                    })
                .build());
  }

  @Override
  public List<Verdict> score(List<String> texts) {
    Callable<List<Verdict>> call =
        () -> limit.executeFutureSupplier(() -> calls.submit(() -> endpoint.ask(texts)));
    try {
      return Retry.decorateCallable(
              retry,
              Bulkhead.decorateCallable(bulkhead, CircuitBreaker.decorateCallable(breaker, call)))
          .call();
    } catch (Exception failed) {
      if (kind(failed) != Kind.NOT_TAKEN)
        throw Unavailable.because("Moderation " + failed.getMessage(), failed);
      if (texts.size() == 1) return List.of(new Verdict.NotTaken());
      // One of them is not taken; the others are not to suffer for it.
      return texts.stream().map(text -> score(List.of(text)).getFirst()).toList();
    }
  }

  private boolean mayPassSoon(Throwable failure) {
    if (failure instanceof TimeoutException) return true;
    Duration asked = retryAfter(failure);
    return kind(failure) == Kind.PASSING && (asked == null || asked.compareTo(longestPause) <= 0);
  }

  private static @Nullable Duration retryAfter(Throwable failure) {
    return failure instanceof ModerationFailure known ? known.retryAfter() : null;
  }

  /** Null for whatever is no answer of the endpoint. */
  private static @Nullable Kind kind(Throwable failure) {
    return failure instanceof ModerationFailure known ? known.kind() : null;
  }
}
