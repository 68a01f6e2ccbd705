package dev.leadline.eventstore.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Tells "somebody else was first" from all that can go wrong in PostgreSQL: a unique key that is
 * taken, a deadlock, a serialization failure. All three mean: load again, decide again.
 */
final class Conflicts {

  private static final Set<String> STATES = Set.of("23505", "40P01", "40001");

  private Conflicts() {}

  /**
   * Runs something that may conflict.
   *
   * @throws ConcurrencyException instead of whatever PostgreSQL's refusal was wrapped in
   */
  static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (ConcurrencyException e) {
      throw e;
    } catch (RuntimeException e) {
      String state = conflict(e);
      if (state == null) throw e;
      throw new ConcurrencyException("Somebody else was first (SQL state " + state + ")", e);
    }
  }

  private static @Nullable String conflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState())))
        return sql.getSQLState();
    return null;
  }
}
