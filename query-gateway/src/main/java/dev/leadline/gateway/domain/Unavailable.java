package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** Something that an answer needs does not answer itself, or not yet; asking again may help. */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names what is missing in the words of whoever asked.
   *
   * @param what for example {@code The list of leads}
   */
  public static Unavailable of(String what, @Nullable Throwable cause) {
    return new Unavailable(what + " cannot be reached right now.", cause);
  }

  /**
   * Everything can be reached, and is busy.
   *
   * @param why for whoever asked
   */
  public static Unavailable because(String why) {
    return new Unavailable(why, null);
  }

  private Unavailable(String why, @Nullable Throwable cause) {
    super(why, cause);
  }
}
