package dev.leadline.allinone.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the platform is doing, as {@code GET /v1/ops/status} tells.
 *
 * @param ingest null while lead-service does not answer
 * @param projections null while timeline-service does not answer
 * @param leadIndex null while it is built, or Kafka does not answer
 * @param store null while lead-service does not answer
 */
public record PlatformStatus(
    @Nullable List<Service> services,
    @Nullable Ingest ingest,
    @Nullable List<Projection> projections,
    @Nullable LeadIndex leadIndex,
    @Nullable Store store) {

  /** A service and whether it answers. */
  public record Service(String name, String state) {}

  /** What became of the events since lead-service started. */
  public record Ingest(long received, long stored, long duplicate, long parked, long unknown) {

    /** What became of events between an earlier look and this one. */
    public Ingest since(Ingest earlier) {
      return new Ingest(
          received - earlier.received,
          stored - earlier.stored,
          duplicate - earlier.duplicate,
          parked - earlier.parked,
          unknown - earlier.unknown);
    }
  }

  /** How far a projection is behind the event store. */
  public record Projection(
      String name,
      long position,
      long head,
      long lagEvents,
      double lagSeconds,
      double ratePerSecond) {}

  /**
   * How far the list of leads follows their rows.
   *
   * @param position how many changes of rows its index has taken in
   * @param head how many there are
   */
  public record LeadIndex(long position, long head, long lagChanges) {}

  /**
   * The event store, and how far it was announced on Kafka.
   *
   * @param waiting how many events are not announced yet, at most
   */
  public record Store(
      long head, long announced, long waiting, double waitingSeconds, long events, long bytes) {}
}
