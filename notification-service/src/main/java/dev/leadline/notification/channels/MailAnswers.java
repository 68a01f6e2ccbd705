package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Outcome;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * What the answer of a mail server, or the lack of one, means; each in a line for whoever looks at
 * deliveries.
 */
final class MailAnswers {

  private MailAnswers() {}

  /**
   * A failure to send.
   *
   * @param written whether the server had all of the message, and may have taken it
   */
  static Outcome of(MailException failed, boolean written, int attempt) {
    Duration wait = Patience.afterTry(attempt);
    if (failed instanceof MailAuthenticationException) return unknownHere(failed, wait);
    List<Throwable> causes = causes(failed);
    // Nothing failed but the goodbye.
    if (written && causes.isEmpty()) return new Outcome.Delivered();
    int code = causes.stream().mapToInt(MailAnswers::code).max().orElse(0);
    if (code >= 500) return refused(causes, code);
    if (code >= 400)
      // Before it has seen the message, the server would say the same of any other.
      return new Outcome.Later(
          "The mail server asked to try again later (SMTP %d).".formatted(code), wait, !written);
    if (written)
      return new Outcome.Uncertain(
          any(causes, SocketTimeoutException.class::isInstance)
              ? "The mail server gave no answer in time."
              : "The connection to the mail server broke while the message was on its way.");
    if (any(causes, UnknownHostException.class::isInstance)
        || any(causes, MailConnectException.class::isInstance))
      return new Outcome.Later("The mail server cannot be reached.", wait, true);
    return new Outcome.Later("The mail server has trouble of its own.", wait, false);
  }

  private static Outcome refused(List<Throwable> causes, int code) {
    return new Outcome.Refused(
        any(causes, SMTPAddressFailedException.class::isInstance)
            ? "The mail server refused an address (SMTP %d).".formatted(code)
            : "The mail server refused the message (SMTP %d).".formatted(code));
  }

  /** The answer to a password is in no field of its own. */
  private static Outcome unknownHere(MailException failed, Duration wait) {
    Throwable cause = failed.getCause();
    String answer = cause == null ? null : cause.getMessage();
    return answer != null && (answer.startsWith("4") || answer.startsWith("[EOF]"))
        ? new Outcome.Later("The mail server cannot tell now who we are.", wait, true)
        : new Outcome.Gone("The mail server no longer accepts our password.");
  }

  /** Of the one message there is; where several addresses were refused, each is the next cause. */
  private static List<Throwable> causes(MailException failed) {
    Throwable first =
        failed instanceof MailSendException sending
            ? sending.getFailedMessages().values().stream().findFirst().orElse(null)
            : failed;
    return Stream.iterate(first, cause -> cause != null, Throwable::getCause).toList();
  }

  /** At most zero where the server gave none. */
  private static int code(Throwable cause) {
    return switch (cause) {
      case SMTPSendFailedException refused -> refused.getReturnCode();
      case SMTPAddressFailedException refused -> refused.getReturnCode();
      default -> 0;
    };
  }

  private static boolean any(List<Throwable> causes, Predicate<Throwable> is) {
    return causes.stream().anyMatch(is);
  }
}
