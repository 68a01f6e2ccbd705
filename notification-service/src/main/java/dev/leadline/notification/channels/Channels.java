package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends by the way that the destination says, behind a breaker of its own: one that fails again and
 * again is left alone for a while, and then asked with a single message.
 */
@Component
final class Channels implements SendNotices {

  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final String BROKEN = "Left alone for a while, after too many failures.";

  private final Map<Destination.Kind, Channel> channels = new EnumMap<>(Destination.Kind.class);
  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(10)
              .minimumNumberOfCalls(5)
              .failureRateThreshold(60)
              .waitDurationInOpenState(OPEN)
              .permittedNumberOfCallsInHalfOpenState(1)
              .build());

  Channels(List<Channel> all) {
    for (Channel channel : all)
      for (Destination.Kind kind : channel.kinds()) channels.put(kind, channel);
  }

  @Override
  public Outcome send(Parcel parcel) {
    CircuitBreaker breaker = breakers.circuitBreaker(parcel.destination().destinationId());
    if (!breaker.tryAcquirePermission()) return new Outcome.Later(BROKEN, OPEN, true);
    long begun = System.nanoTime();
    Outcome outcome = tried(parcel);
    long took = System.nanoTime() - begun;
    switch (outcome) {
      case Outcome.Delivered delivered -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
      case Outcome.Refused refused -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
      case Outcome.Gone gone -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
      // It answers, and says when to come back: that is no failure.
      case Outcome.Later later when later.all() && later.why().startsWith("Too many") ->
          breaker.releasePermission();
      case Outcome.Later later -> failed(breaker, took, later.why());
      case Outcome.Uncertain uncertain -> failed(breaker, took, uncertain.why());
    }
    return outcome;
  }

  private static void failed(CircuitBreaker breaker, long took, String why) {
    breaker.onError(took, TimeUnit.NANOSECONDS, new IOException(why));
  }

  private Outcome tried(Parcel parcel) {
    Destination destination = parcel.destination();
    Channel channel = channels.get(destination.kind());
    if (channel == null) throw new IllegalStateException("No way leads to " + destination.kind());
    if (destination.kind().hasSecret() && parcel.secret() == null)
      return new Outcome.Gone("Its secret is missing: enter it again.");
    try {
      return channel.send(parcel);
    } catch (IOException unanswered) {
      return Answers.of(unanswered, parcel.attempt());
    } catch (IllegalArgumentException unusable) {
      return new Outcome.Gone("Its address cannot be used.");
    } catch (RuntimeException broken) {
      // Whether it left is not known; a mistake of ours must not send a message twice.
      LOG.error("A notification to {} broke", destination.destinationId(), broken);
      return new Outcome.Uncertain("Something broke on our side while it was sent.");
    }
  }
}
