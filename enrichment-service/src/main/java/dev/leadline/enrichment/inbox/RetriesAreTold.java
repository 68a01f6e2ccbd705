package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;

/** Says that records wait, and nothing of what is in them. */
@Component
final class RetriesAreTold implements RetryListener {

  private static final Logger LOG = LoggerFactory.getLogger(RetriesAreTold.class);

  private final Counter retries;

  RetriesAreTold(MeterRegistry meters) {
    retries = meters.counter(Meters.RETRIES.meter());
  }

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int tries) {
    retries.increment();
    LOG.warn("A record waits, try {}: {}", tries, kind(failure));
  }

  @Override
  public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int tries) {
    retries.increment();
    LOG.warn("{} records wait, try {}: {}", records.count(), tries, kind(failure));
  }

  private static String kind(@Nullable Throwable failure) {
    if (failure == null) return "unknown";
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getClass().getSimpleName();
  }
}
