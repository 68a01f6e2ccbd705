package dev.leadline.leadservice.handling;

import dev.leadline.eventstore.store.BatchTransaction;
import java.util.function.Supplier;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on leads in a transaction, done again from its beginning where another writer was first. */
final class UntilStored {

  private static final Logger LOG = LoggerFactory.getLogger(UntilStored.class);

  /** Another writer can win so often only if the leads are written to all the time. */
  private static final int MOST_TRIES = 20;

  private UntilStored() {}

  /**
   * What the work answers, once it is stored. What a failed try has loaded is forgotten with its
   * unit of work.
   *
   * @throws ConcurrencyException when other writers won every time; nothing is stored then
   * @throws LockAcquisitionFailedException when other threads held the leads every time; likewise
   */
  static <T> T run(BatchTransaction transaction, Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return transaction.run(work);
      } catch (ConcurrencyException | LockAcquisitionFailedException anotherWriter) {
        if (tries == MOST_TRIES) throw anotherWriter;
        LOG.debug("Another writer was first; it is done again.");
      }
    }
  }
}
