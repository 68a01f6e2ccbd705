package dev.leadline.leadservice.http;

import dev.leadline.leadservice.domain.AskStore;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.IngestCounters.Kind;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators and the gateway ask; not reachable from outside. */
@RestController
final class InternalController {

  private final IngestCounters counters;
  private final AskStore store;

  InternalController(IngestCounters counters, AskStore store) {
    this.counters = counters;
    this.store = store;
  }

  /** Records since the service started; the parts add up to {@code received}. */
  record Ingest(long received, long stored, long duplicate, long parked, long unknown) {}

  @GetMapping("/internal/ingest")
  Ingest ingest() {
    long stored = counters.count(Kind.STORED);
    long duplicate = counters.count(Kind.DUPLICATE);
    long parked = counters.count(Kind.PARKED);
    long unknown = counters.count(Kind.UNKNOWN);
    return new Ingest(stored + duplicate + parked + unknown, stored, duplicate, parked, unknown);
  }

  /** What is in the store, and how far it was announced. */
  @GetMapping("/internal/store")
  AskStore.Report store() {
    return store.ask();
  }
}
