package dev.leadline.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What becomes of an email is decided by how far the talk with the mail server came. */
class EmailTest {

  private final MailStandIn server = new MailStandIn();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_the_server_takes_is_delivered() {
    assertThat(sent()).isEqualTo(new Outcome.Delivered());
    assertThat(server.heard("END")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"MAIL,421", "RCPT,450", "RCPT,452", "DATA,451", "END,452"})
  void a_refusal_for_now_is_tried_again(String at, int code) {
    answersAt(at, code + " not now");
    assertThat(sent())
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> {
              assertThat(later.why())
                  .isEqualTo("The mail server asked to try again later (SMTP %d).", code);
              // What is said of one message need not be said of the next.
              assertThat(later.all()).isEqualTo(!at.equals("END"));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL,553,The mail server refused the message (SMTP 553).",
    "RCPT,550,The mail server refused an address (SMTP 550).",
    "END,554,The mail server refused the message (SMTP 554)."
  })
  void a_refusal_for_good_is_one(String at, int code, String why) {
    answersAt(at, code + " never");
    assertThat(sent()).isEqualTo(new Outcome.Refused(why));
  }

  @Test
  void of_two_addresses_the_one_that_is_refused_for_good_decides() {
    server.answers(
        word ->
            word.startsWith("RCPT TO:<busy@")
                ? "450 not now"
                : word.startsWith("RCPT") ? "550 never" : MailStandIn.obliging(word));
    assertThat(sent("busy@acme.example, nobody@acme.example", null))
        .isEqualTo(new Outcome.Refused("The mail server refused an address (SMTP 550)."));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT,hangs up", "MAIL,hangs up", "RCPT,hangs up", "DATA,hangs up",
    "CONNECT,breaks off", "MAIL,breaks off", "RCPT,breaks off", "DATA,breaks off",
    "CONNECT,is silent", "MAIL,is silent", "RCPT,is silent", "DATA,is silent"
  })
  void what_the_server_cannot_have_taken_is_sent_again(String at, String how) {
    answersAt(at, how);
    assertThat(sent()).isInstanceOf(Outcome.Later.class);
  }

  @ParameterizedTest
  @CsvSource({
    "hangs up,The connection to the mail server broke while the message was on its way.",
    "breaks off,The connection to the mail server broke while the message was on its way.",
    "is silent,The mail server gave no answer in time."
  })
  void what_the_server_may_have_taken_is_not_sent_again(String how, String why) {
    answersAt("END", how);
    assertThat(sent()).isEqualTo(new Outcome.Uncertain(why));
  }

  @ParameterizedTest
  @CsvSource({"hangs up", "breaks off", "is silent"})
  void what_the_server_took_is_delivered_though_it_does_not_say_goodbye(String how) {
    answersAt("QUIT", how);
    assertThat(sent()).isEqualTo(new Outcome.Delivered());
  }

  @ParameterizedTest
  @CsvSource({"454 not now", "421 not now", "hangs up"})
  void a_server_that_cannot_look_at_passwords_now_is_asked_again(String answer) {
    answersToPassword(answer);
    assertThat(sent("team@acme.example", "user"))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later ->
                assertThat(later.why()).isEqualTo("The mail server cannot tell now who we are."));
  }

  @Test
  void a_wrong_password_is_told() {
    answersToPassword("535 wrong");
    assertThat(sent("team@acme.example", "user"))
        .isEqualTo(new Outcome.Gone("The mail server no longer accepts our password."));
  }

  @Test
  void a_server_that_is_away_cannot_be_reached() {
    server.close();
    assertThat(sent())
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.why()).isEqualTo("The mail server cannot be reached."));
  }

  private void answersAt(String beginning, String answer) {
    server.answers(word -> word.startsWith(beginning) ? answer : MailStandIn.obliging(word));
  }

  private void answersToPassword(String answer) {
    server.answers(
        word ->
            word.startsWith("EHLO")
                ? "250-here\r\n250 AUTH PLAIN"
                : word.startsWith("AUTH") ? answer : MailStandIn.obliging(word));
  }

  private Outcome sent() {
    return sent("team@acme.example", null);
  }

  private Outcome sent(String target, String user) {
    var mail = new JavaMailSenderImpl();
    mail.setHost("127.0.0.1");
    mail.setPort(server.port());
    if (user != null) {
      mail.setUsername(user);
      mail.setPassword("password");
    }
    var properties = mail.getJavaMailProperties();
    properties.setProperty("mail.smtp.auth", Boolean.toString(user != null));
    properties.setProperty("mail.smtp.timeout", "500");
    var settings =
        new ChannelSettings(
            URI.create("http://unused"),
            URI.create("http://unused"),
            "leadline@acme.example",
            true,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    var team =
        new Destination(
            "team",
            "default",
            "Team",
            Destination.Kind.EMAIL,
            target,
            true,
            null,
            0,
            Instant.EPOCH);
    return new Email(mail, settings).send(new Parcel(team, null, List.of(Notices.usual()), 1));
  }
}
