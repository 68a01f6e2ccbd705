package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** Asks the service that projects read models, and rebuilds them. */
@FunctionalInterface
public interface AskRebuilds {

  /**
   * Passes a call on and its answer back as it is.
   *
   * @param path below {@code /v1/ops}, with a slash at its beginning
   * @param body JSON; null if there is none
   * @throws Unavailable when that service does not answer
   */
  Answer ask(String method, String path, @Nullable String body);

  /** What goes back. */
  record Answer(int status, String contentType, String body) {}
}
