package dev.leadline.notification.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one message. Whatever goes wrong is an outcome; nothing is thrown. */
@FunctionalInterface
public interface SendNotices {

  /** Tries once; the answer says what to do next. */
  Outcome send(Parcel parcel);

  /**
   * One message.
   *
   * @param notices one, or all of a digest
   * @param attempt how often it was tried, with this one
   */
  record Parcel(
      Destination destination, @Nullable String secret, List<Notice> notices, int attempt) {

    /** Neither a log line nor an exception may show the secret. */
    @Override
    public String toString() {
      return "Parcel[%s, %d notices]".formatted(destination.destinationId(), notices.size());
    }
  }
}
