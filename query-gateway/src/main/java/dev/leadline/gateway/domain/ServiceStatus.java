package dev.leadline.gateway.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the platform is doing.
 *
 * @param ingest null while lead-service does not answer
 * @param projections null while timeline-service does not answer
 * @param leadIndex null while it is built, or Kafka does not answer
 * @param store null while lead-service does not answer
 */
public record ServiceStatus(
    List<Service> services,
    @Nullable Ingest ingest,
    @Nullable List<Projection> projections,
    @Nullable LeadIndex leadIndex,
    @Nullable Store store) {

  /** A service and whether it answers. */
  public record Service(String name, State state) {}

  /** Whether a service answers. */
  public enum State {
    UP,
    DOWN
  }

  /** What became of the events that came in: the last four add up to the first. */
  public record Ingest(long received, long stored, long duplicate, long parked, long unknown) {}

  /**
   * How far a projection is.
   *
   * @param position of the last event it has seen
   * @param head of the newest event there is
   * @param lagSeconds age of the oldest event that it has not seen
   */
  public record Projection(
      String name,
      long position,
      long head,
      long lagEvents,
      double lagSeconds,
      double ratePerSecond) {}

  /**
   * How far the index, from which this gateway answers lists of leads, follows the rows.
   *
   * @param position how many changes of rows it has taken in, counted from the beginning
   * @param head how many there are
   */
  public record LeadIndex(long position, long head, long lagChanges) {}

  /**
   * The event store, and how far it was announced on Kafka.
   *
   * @param head position of the newest event
   * @param announced position up to which all is announced
   * @param waiting how many events are not, at most
   * @param waitingSeconds since the oldest of them was stored
   * @param events how many there are, roughly
   * @param bytes of the database
   */
  public record Store(
      long head, long announced, long waiting, double waitingSeconds, long events, long bytes) {}
}
