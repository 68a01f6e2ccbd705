package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import dev.leadline.servicebase.StoreFailures;
import java.io.IOException;
import java.util.List;
import org.axonframework.common.AxonTransientException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a batch, and where a mistake of ours breaks it, each of its events by itself: those that
 * break alone, three times, are parked, and the others go on. A server that is away is no such
 * mistake: then nothing is parked and whoever called tries again. A store that refuses what it is
 * given is one. A batch that conflicts with what is stored every time may be in its own way: each
 * of its events by itself finds what the one before it has stored.
 */
public final class RecordOneByOne {

  private static final Logger LOG = LoggerFactory.getLogger(RecordOneByOne.class);
  private static final int TRIES = 3;

  private final RecordChannelEvents record;

  /** In front of what records. */
  public RecordOneByOne(RecordChannelEvents record) {
    this.record = record;
  }

  /**
   * Records the events in their order.
   *
   * @return one outcome for each, in the same order
   * @throws RuntimeException when a server does not answer or other writers won every time; what is
   *     not stored may be recorded again
   */
  public List<Outcome> record(List<Arrival> arrivals) {
    try {
      return record.record(arrivals);
    } catch (RuntimeException broken) {
      if (mayPass(broken) && !(arrivals.size() > 1 && isConflict(broken))) throw broken;
      return arrivals.stream().map(this::alone).toList();
    }
  }

  private Outcome alone(Arrival arrival) {
    for (int tries = 1; ; tries++) {
      try {
        return record.record(List.of(arrival)).getFirst();
      } catch (RuntimeException broken) {
        if (mayPass(broken)) throw broken;
        if (tries < TRIES) continue;
        // Without its message, which may quote what a lead has said.
        String kind = broken.getClass().getSimpleName();
        LOG.error("An event of type {} cannot be recorded: {}", arrival.event().type(), kind);
        return new Parked(
            Reason.HANDLER_FAILED, "This version cannot record it: %s.".formatted(kind));
      }
    }
  }

  private static boolean isConflict(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof ConcurrencyException) return true;
    return false;
  }

  /** Whether it has to do with other servers or writers, so that it may go well the next time. */
  static boolean mayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof IOException
          || cause instanceof AxonTransientException
          || cause instanceof ConcurrencyException) return true;
    return StoreFailures.mayPass(failure);
  }
}
