package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Email by the mail server of whoever runs Leadline. Plain text, in which nothing needs escaping,
 * and marked as automatic, so that no machine answers.
 */
@Component
final class Email implements Channel {

  private static final int LONGEST_SUBJECT = 150;

  private final JavaMailSenderImpl mail;
  private final String from;

  Email(JavaMailSenderImpl mail, ChannelSettings settings) {
    this.mail = mail;
    this.from = settings.mailFrom();
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.EMAIL);
  }

  @Override
  public Outcome send(Parcel parcel) {
    String host = mail.getHost();
    if (host == null || host.isBlank())
      return new Outcome.Refused("No mail server is set (LEADLINE_SMTP_HOST).");
    try {
      mail.send(message(parcel));
      return new Outcome.Delivered();
    } catch (MessagingException unusable) {
      return new Outcome.Refused("The email could not be written.");
    } catch (MailAuthenticationException rejected) {
      return new Outcome.Gone("The mail server no longer accepts our password.");
    } catch (MailException failed) {
      return outcome(failed, parcel.attempt());
    }
  }

  private MimeMessage message(Parcel parcel) throws MessagingException {
    MimeMessage message = mail.createMimeMessage();
    var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(parcel.destination().recipients().toArray(String[]::new));
    helper.setSubject(Texts.shortened(Texts.headline(parcel.notices()), LONGEST_SUBJECT));
    helper.setText(Texts.whole(parcel.notices()), false);
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Leadline-Notice", parcel.notices().getFirst().noticeId());
    return message;
  }

  private static Outcome outcome(MailException failed, int attempt) {
    for (Throwable cause = first(failed); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException)
        return new Outcome.Later(
            "The mail server cannot be reached.", Patience.afterTry(attempt), true);
      if (cause instanceof SocketTimeoutException)
        return new Outcome.Uncertain("The mail server gave no answer in time.");
      if (cause instanceof jakarta.mail.SendFailedException)
        return new Outcome.Refused("The mail server refused an address.");
    }
    return new Outcome.Later(
        "The mail server has trouble of its own.", Patience.afterTry(attempt), false);
  }

  private static Throwable first(MailException failed) {
    if (failed instanceof MailSendException sending && sending.getMessageExceptions() != null)
      for (Exception cause : sending.getMessageExceptions()) return cause;
    return failed;
  }
}
