package dev.leadline.servicebase;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/** Says that a batch is tried again, and nothing of what is in it. */
final class RetriesAreTold implements RetryListener {

  private static final Logger LOG = LoggerFactory.getLogger(RetriesAreTold.class);

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int tries) {
    LOG.warn("A record could not be taken in, try {}: {}", tries, kind(failure));
  }

  @Override
  public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int tries) {
    LOG.warn("{} records could not be taken in, try {}: {}", records.count(), tries, kind(failure));
  }

  /** The kind of the first cause; its message may quote what a lead has said. */
  private static String kind(@Nullable Throwable failure) {
    if (failure == null) return "unknown";
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getClass().getName();
  }
}
