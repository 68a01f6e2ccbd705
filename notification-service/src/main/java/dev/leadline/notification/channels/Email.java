package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.mail.MailException;
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
    var letter = new Letter(mail.getSession());
    try {
      write(letter, parcel);
      mail.send(letter);
      return new Outcome.Delivered();
    } catch (MessagingException unusable) {
      return new Outcome.Refused("The email could not be written.");
    } catch (MailException failed) {
      return MailAnswers.of(failed, letter.written(), parcel.attempt());
    }
  }

  private void write(Letter letter, Parcel parcel) throws MessagingException {
    var helper = new MimeMessageHelper(letter, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(parcel.destination().recipients().toArray(String[]::new));
    helper.setSubject(Texts.shortened(Texts.headline(parcel.notices()), LONGEST_SUBJECT));
    helper.setText(Texts.whole(parcel.notices()), false);
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.setHeader("X-Leadline-Notice", parcel.notices().getFirst().noticeId());
  }
}
