package dev.leadline.embedded;

import org.jspecify.annotations.Nullable;

/**
 * A server of this machine could not be started. The message is one line for the person at the
 * command line: what is wrong and, where there is a way out, which. The cause is for the log.
 */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    this(message, null);
  }

  public CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
