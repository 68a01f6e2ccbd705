package dev.leadline.timeline.store;

import dev.leadline.timeline.domain.TimelineMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts the documents that were written. */
@Component
class Written {

  private final MeterRegistry meters;

  Written(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String collection, int documents) {
    meters.counter(TimelineMeters.DOCUMENTS.meter(), "collection", collection).increment(documents);
  }
}
