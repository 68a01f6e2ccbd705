package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** Something that an answer needs does not answer itself; asking again later may help. */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names what is missing in the words of whoever asked.
   *
   * @param what for example {@code The list of leads}
   */
  public static Unavailable of(String what, @Nullable Throwable cause) {
    return new Unavailable(what, cause);
  }

  private Unavailable(String what, @Nullable Throwable cause) {
    super(what + " cannot be reached right now.", cause);
  }
}
