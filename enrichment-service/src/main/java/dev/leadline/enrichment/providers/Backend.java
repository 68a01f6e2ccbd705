package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.providers.CallFailed.Kind;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One whom we call, and how much of it we bear. A call that hangs is given up in time, one that
 * fails in passing is made again after a growing pause or the one that the backend asks for, few
 * are made at once, and once most fail none is made for a while. The time limit is within the
 * breaker, so that a backend that hangs opens it.
 */
final class Backend {

  private static final int CALLS_JUDGED = 10;
  private static final int FEWEST_CALLS = 5;
  private static final int CALLS_TO_TRY = 2;

  private final String name;
  private final Duration longestPause;
  private final Duration openFor;
  private final MeterRegistry meters;
  private final CircuitBreaker breaker;
  private final TimeLimiter limit;
  private final Bulkhead bulkhead;
  private final Retry retry;
  private final Retry onlyWhereAsked;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  Backend(String name, CallSettings settings, MeterRegistry meters) {
    this.name = name;
    this.longestPause = settings.longestPause();
    this.openFor = settings.openFor();
    this.meters = meters;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_JUDGED)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(CALLS_TO_TRY)
                .ignoreException(failure -> kind(failure) == Kind.NOT_TAKEN)
                .build());
    this.limit =
        TimeLimiter.of(
            name, TimeLimiterConfig.custom().timeoutDuration(settings.timeout()).build());
    this.bulkhead =
        Bulkhead.of(name, BulkheadConfig.custom().maxConcurrentCalls(settings.atOnce()).build());
    IntervalFunction growing = IntervalFunction.ofExponentialRandomBackoff(settings.pause(), 2);
    this.retry = retry(settings, growing, this::mayPassSoon);
    this.onlyWhereAsked =
        retry(settings, growing, failed -> retryAfter(failed) != null && mayPassSoon(failed));
  }

  private Retry retry(CallSettings settings, IntervalFunction growing, Predicate<Throwable> again) {
    return Retry.of(
        name,
        RetryConfig.custom()
            .maxAttempts(settings.attempts())
            .retryOnException(again)
            .intervalBiFunction(
                (attempt, result) -> {
                  Duration asked = result.isLeft() ? retryAfter(result.getLeft()) : null;
                  return asked == null ? growing.apply(attempt) : asked.toMillis();
                })
            .build());
  }

  /**
   * What the call brings.
   *
   * @throws CallFailed for anything else
   */
  <T> T call(Callable<T> asking) {
    return call(retry, asking);
  }

  /**
   * The same of what must not be done twice: it is asked for again only where the backend has
   * answered that it is to be asked later.
   */
  <T> T callOnce(Callable<T> asking) {
    return call(onlyWhereAsked, asking);
  }

  private <T> T call(Retry retry, Callable<T> asking) {
    Callable<T> limited =
        () -> limit.executeFutureSupplier(() -> calls.submit(() -> counted(asking)));
    try {
      return Retry.decorateCallable(
              retry,
              Bulkhead.decorateCallable(
                  bulkhead, CircuitBreaker.decorateCallable(breaker, limited)))
          .call();
    } catch (CallFailed known) {
      throw known;
    } catch (CallNotPermittedException open) {
      count("kept-back");
      throw new CallFailed(Kind.KEPT_BACK, "is not asked, since most calls failed", openFor);
    } catch (BulkheadFullException full) {
      count("kept-back");
      throw new CallFailed(Kind.KEPT_BACK, "has as many calls as it may have at once", null);
    } catch (TimeoutException slow) {
      count("slow");
      throw new CallFailed(Kind.PASSING, "does not answer in time", null);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new CallFailed(Kind.PASSING, "was not waited for", null);
    } catch (Exception broken) {
      count("failed");
      throw new CallFailed(
          Kind.PASSING, "cannot be understood: " + broken.getClass().getSimpleName(), null);
    }
  }

  private <T> T counted(Callable<T> asking) throws Exception {
    try {
      T answer = asking.call();
      count("answered");
      return answer;
    } catch (CallFailed failed) {
      count(failed.kind() == Kind.PASSING ? "failed" : "refused");
      throw failed;
    }
  }

  private void count(String outcome) {
    meters.counter(Meters.CALLS.meter(), "backend", name, "outcome", outcome).increment();
  }

  private boolean mayPassSoon(Throwable failure) {
    if (failure instanceof TimeoutException) return true;
    Duration asked = retryAfter(failure);
    return kind(failure) == Kind.PASSING && (asked == null || asked.compareTo(longestPause) <= 0);
  }

  private static @Nullable Duration retryAfter(Throwable failure) {
    return failure instanceof CallFailed known ? known.retryAfter() : null;
  }

  /** Null for whatever is no answer of the backend. */
  private static @Nullable Kind kind(Throwable failure) {
    return failure instanceof CallFailed known ? known.kind() : null;
  }
}
