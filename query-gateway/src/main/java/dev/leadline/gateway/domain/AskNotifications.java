package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** Asks the service that owns rules, destinations and deliveries of notifications. */
@FunctionalInterface
public interface AskNotifications {

  /**
   * Passes a call on and its answer back as it is.
   *
   * @throws Unavailable when that service does not answer
   */
  Answer ask(Call call);

  /**
   * A call.
   *
   * @param path below {@code /v1/notifications}, with a slash at its beginning
   * @param query as it stands in the address; null if there is none
   * @param body JSON; null if there is none
   */
  record Call(
      String method, String tenant, String path, @Nullable String query, @Nullable String body) {

    /** The body may hold a secret. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What goes back. */
  record Answer(int status, String contentType, String body) {

    /** Whether it was done. */
    public boolean isGood() {
      return status >= 200 && status < 300;
    }
  }
}
