package dev.leadline.servicebase;

import java.time.Duration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A batch that failed is tried again for as long as it takes, at first after 200 ms and then ever
 * more rarely, every 10 s in the end. Bindings know it by the name of the bean.
 */
@Component("untilItWorks")
public final class UntilItWorks extends DefaultErrorHandler {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Knows no batch yet. */
  public UntilItWorks() {
    super(pauses());
    setRetryListeners(new RetriesAreTold());
  }

  private static ExponentialBackOff pauses() {
    var pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
    pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
    return pauses;
  }
}
