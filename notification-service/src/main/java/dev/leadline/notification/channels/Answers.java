package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** What an answer, or the lack of one, means; each in a line for whoever looks at deliveries. */
final class Answers {

  private Answers() {}

  static Outcome of(HttpDoor.Answer answer, int attempt, Instant now) {
    int status = answer.status();
    if (status >= 200 && status < 300) return new Outcome.Delivered();
    Duration asked = Patience.asked(answer.retryAfter(), now);
    return switch (status) {
      case 429 -> tooMany(asked, attempt);
      case 401, 403 ->
          new Outcome.Gone(
              "It no longer accepts our token (HTTP %d): it was revoked, or may not write there."
                  .formatted(status));
      case 404, 410 ->
          new Outcome.Gone("Nothing is at this address any more (HTTP %d).".formatted(status));
      case 408, 425, 500, 502, 503, 504 ->
          new Outcome.Later(
              "It has trouble of its own (HTTP %d).".formatted(status),
              asked == null ? Patience.afterTry(attempt) : asked,
              asked != null);
      default -> other(status, attempt);
    };
  }

  private static Outcome other(int status, int attempt) {
    if (status >= 500)
      return new Outcome.Later(
          "It has trouble of its own (HTTP %d).".formatted(status),
          Patience.afterTry(attempt),
          false);
    if (status >= 300 && status < 400)
      return new Outcome.Refused(
          "It points to another address (HTTP %d), which is not followed.".formatted(status));
    return new Outcome.Refused("It refused the message (HTTP %d).".formatted(status));
  }

  static Outcome tooMany(@Nullable Duration asked, int attempt) {
    Duration wait = asked == null ? Patience.afterTry(attempt) : asked;
    return new Outcome.Later(
        "Too many messages at once; it asked to wait %d s.".formatted(wait.toSeconds()),
        wait,
        true);
  }

  /** Whether anything can have arrived depends on whether a connection was made. */
  static Outcome of(IOException broken, int attempt) {
    Duration wait = Patience.afterTry(attempt);
    return switch (broken) {
      case OutsideAddresses.Inside inside ->
          new Outcome.Gone("Its address is inside our own network, where nothing is sent.");
      case HttpDoor.NotEncrypted open ->
          new Outcome.Gone("Its address does not begin with https://.");
      case UnknownHostException unknown ->
          new Outcome.Later("The name of its host is not known (DNS).", wait, true);
      case ConnectTimeoutException slow ->
          new Outcome.Later("It cannot be reached: no connection in time.", wait, true);
      case ConnectionRequestTimeoutException busy ->
          new Outcome.Later("Too many messages are on their way to its host.", wait, true);
      case ConnectException closed ->
          new Outcome.Later("It cannot be reached: connection refused.", wait, true);
      case NoRouteToHostException nowhere ->
          new Outcome.Later("It cannot be reached: no route.", wait, true);
      case SSLException untrusted ->
          new Outcome.Later("Its certificate is not trusted.", wait, true);
      case InterruptedIOException slow ->
          new Outcome.Uncertain("It took the message and gave no answer in time.");
      default -> new Outcome.Uncertain("The connection broke while the message was on its way.");
    };
  }
}
