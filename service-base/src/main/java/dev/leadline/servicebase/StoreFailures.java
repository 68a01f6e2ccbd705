package dev.leadline.servicebase;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a store that is away from one that refuses what it was given. Who waits for the first loses
 * nothing; who waits for the second waits for ever, and all that is behind it too.
 */
public final class StoreFailures {

  private StoreFailures() {}

  /** Whether a failure is of the store, and may go well the next time. */
  public static boolean mayPass(Throwable failure) {
    boolean ofTheStore = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (refuses(cause)) return false;
      ofTheStore |= cause instanceof DataAccessException || cause instanceof TransactionException;
    }
    return ofTheStore;
  }

  /** Whether the store refuses what it was given, which asking again does not change. */
  public static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (refuses(cause)) return true;
    return false;
  }

  private static boolean refuses(Throwable cause) {
    // Of two writers of the same the second finds it there the next time.
    if (cause instanceof DataIntegrityViolationException)
      return !(cause instanceof DuplicateKeyException);
    return cause instanceof SQLException sql && isOfTheData(sql.getSQLState());
  }

  /** Data exceptions, such as a text with NUL in it, and limits of the program: too large. */
  private static boolean isOfTheData(@Nullable String state) {
    return state != null && (state.startsWith("22") || state.startsWith("54"));
  }
}
