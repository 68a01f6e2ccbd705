package dev.leadline.eventstore.store;

import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * One unit of work and one PostgreSQL transaction for a whole batch: the events of all its
 * aggregates and every statement on the same data source are committed together or not at all.
 */
public final class BatchTransaction {

  private final TransactionManager transactions;

  /** Transactions are begun and ended by the manager given. */
  public BatchTransaction(TransactionManager transactions) {
    this.transactions = transactions;
  }

  /**
   * Does the work and commits it. The work is not repeated here; whoever calls decides that.
   *
   * @throws ConcurrencyException when somebody else was first, whichever table it showed in;
   *     nothing has been stored, and the work may be done again from the beginning
   * @throws IllegalStateException inside another unit of work
   */
  public <T> T run(Supplier<T> work) {
    if (CurrentUnitOfWork.isStarted())
      throw new IllegalStateException("A batch cannot run inside another unit of work");
    return Conflicts.translated(() -> committed(work));
  }

  /** A root unit of work needs a command message, else Axon warns at each load of an aggregate. */
  private <T> T committed(Supplier<T> work) {
    var unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("batch"));
    try {
      unit.attachTransaction(transactions);
      T result = work.get();
      unit.commit();
      return result;
    } catch (RuntimeException | Error e) {
      if (unit.isActive()) unit.rollback(e);
      throw e;
    }
  }
}
