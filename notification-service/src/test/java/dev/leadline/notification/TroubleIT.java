package dev.leadline.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.notification.channels.MailStandIn;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindDue;
import dev.leadline.notification.domain.KeepInInbox;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.domain.SettleTries.Settled;
import dev.leadline.notification.domain.SettleTries.Verdict;
import dev.leadline.notification.domain.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Destinations that are busy, slow, gone or lost; each with the line that a person reads. */
class TroubleIT {

  /** More lines than one message has. */
  private static final int MUCH = 120;

  private static final AtomicInteger LEADS = new AtomicInteger();

  @TempDir static Path folder;
  private static StandIns standIns;
  private static MailStandIn mail;
  private static RunningService service;

  @BeforeAll
  static void start() {
    standIns = new StandIns();
    mail = new MailStandIn();
    service =
        new RunningService(
            folder,
            "--LEADLINE_SLACK_API=" + standIns.address("/slack-api"),
            "--LEADLINE_WEBEX_API=" + standIns.address("/webex"),
            "--LEADLINE_SMTP_HOST=127.0.0.1",
            "--LEADLINE_SMTP_PORT=" + mail.port(),
            "--LEADLINE_SMTP_STARTTLS=false",
            "--LEADLINE_NOTIFICATION_ANSWER_TIMEOUT=2s",
            "--LEADLINE_NOTIFICATION_CONNECT_TIMEOUT=1s",
            "--LEADLINE_NOTIFICATION_LOOK_AROUND=500ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    mail.close();
    standIns.close();
  }

  @Test
  void one_that_asks_to_wait_is_waited_for_and_gets_everything_once() {
    var refusals = new AtomicInteger();
    standIns.reply(
        "/busy",
        exchange -> {
          if (refusals.getAndIncrement() == 0) {
            exchange.getResponseHeaders().set("Retry-After", "2");
            StandIns.answer(exchange, 429, "slow down");
          } else StandIns.answer(exchange, 200, "ok");
        });
    String busy = service.destination("SLACK_WEBHOOK", null, standIns.address("/busy"));
    happens(2, service.rule(List.of("lead.blocked"), busy));

    await().until(() -> standIns.calls("/busy").size() == 1);
    await()
        .untilAsserted(
            () ->
                assertThat(reasons(busy))
                    .contains("Too many messages at once; it asked to wait 2 s."));
    await().untilAsserted(() -> assertThat(states(busy)).containsOnly("SENT").hasSize(2));
    var calls = standIns.calls("/busy");
    assertThat(calls).hasSize(3);
    assertThat(calls.get(1).body()).as("in their order").isEqualTo(calls.get(0).body());
    assertThat(Duration.ofNanos(calls.get(1).nanos() - calls.get(0).nanos()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  private String[] argumentsWithKeyIn(Path file) {
    String setting = "--LEADLINE_NOTIFICATION_KEY_FILE=";
    return Stream.of(service.arguments())
        .map(one -> one.startsWith(setting) ? setting + file : one)
        .toArray(String[]::new);
  }

  @Test
  void a_new_key_is_not_made_where_something_was_sealed_with_another() {
    service.destination("WEBHOOK", standIns.address("/sealed"), "key");
    Path file = folder.resolve("elsewhere/notification.key");

    assertThatThrownBy(() -> NotificationServiceApplication.builder().run(argumentsWithKeyIn(file)))
        .rootCause()
        .hasMessageStartingWith("There is no key file " + file)
        .hasMessageEndingWith("put it back.");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_start_with_another_key_is_refused_in_one_line() throws IOException {
    service.destination("WEBHOOK", standIns.address("/sealed"), "key");
    Path file = folder.resolve("another.key");
    Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));

    assertThatThrownBy(() -> NotificationServiceApplication.builder().run(argumentsWithKeyIn(file)))
        .rootCause()
        .hasMessage(
            "The key of the notification service (LEADLINE_NOTIFICATION_KEY, or its key file) is"
                + " not the one that the database was sealed with: give that one, or begin anew as"
                + " docs/runbooks/notifications.md says.");
  }

  @Test
  void what_a_rule_would_tell_a_destination_that_was_deleted_is_not_kept() {
    String gone = service.destination("TEAMS", null, standIns.address("/gone"));
    String inbox = service.destination("INBOX", null, null);
    service.rule(List.of("lead.blocked"), gone, inbox);
    service.call("DELETE", "/v1/notifications/destinations/" + gone, null);
    var story = new Story("default", "of-the-deleted", Instant.now());
    story.registered();
    story.blocked();
    service.announce(story.told());
    await().untilAsserted(() -> assertThat(states(inbox)).containsExactly("SENT"));
    assertThat(states(gone)).isEmpty();
  }

  /** For example while the store was away for longer than the lease. */
  @Test
  void who_sent_knows_better_than_who_gave_it_up_for_lost() {
    standIns.reply("/lost", exchange -> Thread.sleep(Duration.ofSeconds(5)));
    String lost = service.destination("WEBHOOK", standIns.address("/lost"), "key");
    happens(1, service.rule(List.of("lead.blocked"), lost));
    await().untilAsserted(() -> assertThat(states(lost)).containsExactly("UNKNOWN"));
    long line = service.deliveries("&destination=" + lost).path(0).path("deliveryId").longValue();

    settle(lost, new Settled(line, 2, Delivery.State.FAILED, null, "another try"));
    assertThat(states(lost)).containsExactly("UNKNOWN");
    settle(lost, new Settled(line, 1, Delivery.State.SENT, null, null));
    assertThat(states(lost)).containsExactly("SENT");
  }

  /** Two instances have a message on its way there, and each is told how long to wait. */
  @Test
  void the_longest_pause_counts_whoever_was_told_of_it() {
    String asked = service.destination("WEBHOOK", standIns.address("/asked"), "key");
    Instant now = Instant.now();
    for (Duration pause : List.of(Duration.ofHours(1), Duration.ofSeconds(2)))
      service
          .bean(SettleTries.class)
          .settle(List.of(), new Verdict(asked, true, "Too many", 0, now.plus(pause)), now);
    assertThat(
            count(
                "select count(*) from destinations where destination_id = ? and paused_until >"
                    + " now() + interval '30 minutes'",
                asked))
        .isEqualTo(1);
  }

  private static void settle(String destination, Settled line) {
    service
        .bean(SettleTries.class)
        .settle(List.of(line), new Verdict(destination, true, null, 0, null), Instant.now());
  }

  @Test
  void one_that_has_trouble_of_its_own_is_tried_again() {
    var tries = new AtomicInteger();
    standIns.reply(
        "/ill", exchange -> StandIns.answer(exchange, tries.getAndIncrement() < 2 ? 503 : 200, ""));
    String ill = service.destination("TEAMS", null, standIns.address("/ill"));
    happens(1, service.rule(List.of("lead.blocked"), ill));

    await()
        .untilAsserted(
            () -> assertThat(reasons(ill)).contains("It has trouble of its own (HTTP 503)."));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(states(ill)).containsExactly("SENT"));
    assertThat(standIns.calls("/ill")).hasSize(3);
  }

  @Test
  void one_that_gives_no_answer_is_not_asked_twice_until_a_person_says_so() {
    standIns.reply("/silent", exchange -> Thread.sleep(Duration.ofSeconds(5)));
    String silent = service.destination("WEBHOOK", standIns.address("/silent"), "key");
    happens(1, service.rule(List.of("lead.blocked"), silent));

    await().untilAsserted(() -> assertThat(states(silent)).containsExactly("UNKNOWN"));
    assertThat(reasons(silent)).containsExactly("It took the message and gave no answer in time.");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> standIns.calls("/silent").size() == 1);

    standIns.reply("/silent", StandIns.answering(200, "ok"));
    long line = service.deliveries("&destination=" + silent).path(0).path("deliveryId").longValue();
    assertThat(service.post("/v1/notifications/deliveries/" + line + "/send-again", "{}").status())
        .isEqualTo(202);
    await().untilAsserted(() -> assertThat(states(silent)).containsExactly("SENT"));
    assertThat(service.post("/v1/notifications/deliveries/" + line + "/send-again", "{}").status())
        .isEqualTo(409);
  }

  @Test
  void a_mailbox_that_is_busy_gets_its_email_later() {
    atFirst("RCPT TO:<busy@", "450 try again later");
    String busy = service.destination("EMAIL", "busy@acme.example", null);
    happens(1, service.rule(List.of("lead.blocked"), busy));
    await().untilAsserted(() -> assertThat(states(busy)).containsExactly("SENT"));
    assertThat(mail.heard("RCPT TO:<busy@")).isEqualTo(2);
  }

  @Test
  void a_mail_server_that_hangs_up_before_the_message_is_called_again() {
    atFirst("RCPT TO:<early@", MailStandIn.HANGS_UP);
    String early = service.destination("EMAIL", "early@acme.example", null);
    happens(1, service.rule(List.of("lead.blocked"), early));
    await().untilAsserted(() -> assertThat(states(early)).containsExactly("SENT"));
    assertThat(mail.heard("RCPT TO:<early@")).isEqualTo(2);
  }

  @Test
  void a_mail_server_that_hangs_up_after_the_message_is_not_sent_it_twice() {
    atFirst("END RCPT TO:<late@", MailStandIn.HANGS_UP);
    String late = service.destination("EMAIL", "late@acme.example", null);
    happens(1, service.rule(List.of("lead.blocked"), late));
    await().untilAsserted(() -> assertThat(states(late)).containsExactly("UNKNOWN"));
    assertThat(reasons(late))
        .containsExactly(
            "The connection to the mail server broke while the message was on its way.");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> mail.heard("RCPT TO:<late@") == 1);
  }

  /** To a word that begins so the mail server answers this once, and takes everything later. */
  private static void atFirst(String beginning, String answer) {
    var said = new AtomicBoolean();
    mail.answers(
        word ->
            word.startsWith(beginning) && said.compareAndSet(false, true)
                ? answer
                : MailStandIn.obliging(word));
  }

  @Test
  void a_host_that_nobody_knows_is_waited_for() {
    String lost = service.destination("WEBHOOK", "http://nowhere.invalid/hook", "key");
    happens(1, service.rule(List.of("lead.blocked"), lost));
    await()
        .untilAsserted(
            () ->
                assertThat(reasons(lost))
                    .containsExactly("The name of its host is not known (DNS)."));
    assertThat(states(lost)).containsExactly("PENDING");
  }

  @Test
  void a_host_that_is_closed_is_waited_for() {
    String closed = service.destination("WEBHOOK", "http://127.0.0.1:1/hook", "key");
    happens(1, service.rule(List.of("lead.blocked"), closed));
    await()
        .untilAsserted(
            () ->
                assertThat(reasons(closed))
                    .containsExactly("It cannot be reached: connection refused."));
  }

  @Test
  void a_revoked_token_disables_its_destination_after_three_refusals_and_says_so() {
    standIns.reply(
        "/slack-api/chat.postMessage",
        StandIns.answering(200, "{\"ok\":false,\"error\":\"token_revoked\"}"));
    String revoked = service.destination("SLACK_BOT", "C1", "xoxb-old");
    happens(5, service.rule(List.of("lead.blocked"), revoked));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(destination(revoked).path("enabled").booleanValue()).isFalse());
    assertThat(destination(revoked).path("trouble").stringValue())
        .isEqualTo("Disabled after 3 refusals. Slack no longer accepts our token: it was revoked.");
    assertThat(states(revoked))
        .containsExactlyInAnyOrder("FAILED", "FAILED", "FAILED", "PENDING", "PENDING");

    // With a token that is accepted, what waited goes out.
    standIns.reply("/slack-api/chat.postMessage", StandIns.answering(200, "{\"ok\":true}"));
    service.call(
        "PATCH",
        "/v1/notifications/destinations/" + revoked,
        "{\"secret\":\"xoxb-new\",\"enabled\":true}");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(states(revoked))
                    .containsExactlyInAnyOrder("FAILED", "FAILED", "FAILED", "SENT", "SENT"));
  }

  @Test
  void a_deleted_channel_is_told_in_words() {
    standIns.reply("/archived", StandIns.answering(410, "channel_is_archived"));
    standIns.reply("/webex/messages", StandIns.answering(404, "{}"));
    String archived = service.destination("SLACK_WEBHOOK", null, standIns.address("/archived"));
    String room = service.destination("WEBEX", "room", "token");
    happens(1, service.rule(List.of("lead.blocked"), archived, room));
    await().untilAsserted(() -> assertThat(states(archived)).containsExactly("FAILED"));
    await().untilAsserted(() -> assertThat(states(room)).containsExactly("FAILED"));
    assertThat(reasons(archived)).containsExactly("The Slack channel is archived.");
    assertThat(reasons(room))
        .containsExactly("The Webex room was deleted, or our bot is not in it.");
  }

  @Test
  void one_that_hangs_delays_nobody_else() throws Exception {
    var told = new CountDownLatch(1);
    standIns.reply(
        "/hangs",
        exchange -> {
          told.await(10, TimeUnit.SECONDS);
          StandIns.answer(exchange, 200, "ok");
        });
    standIns.reply(
        "/quick",
        exchange -> {
          StandIns.answer(exchange, 200, "ok");
          told.countDown();
        });
    String hangs = service.destination("WEBHOOK", standIns.address("/hangs"), "key");
    String rule = service.rule(List.of("lead.blocked"), hangs);
    happens(1, rule);
    await().until(() -> standIns.calls("/hangs").size() == 1);
    String quick = service.destination("WEBHOOK", standIns.address("/quick"), "key");
    happens(1, service.rule(List.of("lead.unblocked"), quick), true);

    await().untilAsserted(() -> assertThat(states(quick)).containsExactly("SENT"));
    // It was answered only because the other one had been.
    await().untilAsserted(() -> assertThat(states(hangs)).contains("SENT"));
  }

  @Test
  void what_is_over_the_rate_waits() {
    String here = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.blocked"), here);
    service.call(
        "PATCH", "/v1/notifications/rules/" + rule, "{\"rate\":{\"most\":2,\"within\":\"PT1H\"}}");
    happens(5, rule);
    await()
        .untilAsserted(
            () ->
                assertThat(states(here))
                    .containsExactlyInAnyOrder("SENT", "SENT", "PENDING", "PENDING", "PENDING"));
    await()
        .untilAsserted(
            () -> assertThat(reasons(here)).contains("Waits: the rule's rate or quiet hours."));
  }

  /** Of one an hour, what does not arrive at the first try would come an hour late. */
  @Test
  void what_did_not_arrive_counts_for_no_rate() {
    var tries = new AtomicInteger();
    standIns.reply(
        "/rated",
        exchange -> StandIns.answer(exchange, tries.getAndIncrement() == 0 ? 503 : 200, ""));
    String hook = service.destination("WEBHOOK", standIns.address("/rated"), "key");
    String rule = service.rule(List.of("lead.blocked"), hook);
    service.call(
        "PATCH", "/v1/notifications/rules/" + rule, "{\"rate\":{\"most\":1,\"within\":\"PT1H\"}}");
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":false}");
    happens(2, rule);
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":true}");

    await()
        .untilAsserted(() -> assertThat(states(hook)).containsExactlyInAnyOrder("SENT", "PENDING"));
    assertThat(standIns.calls("/rated")).hasSize(2);
    assertThat(standIns.calls("/rated").get(1).body())
        .isEqualTo(standIns.calls("/rated").get(0).body());
  }

  @Test
  void a_person_who_says_so_sends_at_once_what_the_rate_let_go_before() {
    standIns.reply("/refusing", StandIns.answering(400, "no"));
    String hook = service.destination("WEBHOOK", standIns.address("/refusing"), "key");
    String rule = service.rule(List.of("lead.blocked"), hook);
    service.call(
        "PATCH", "/v1/notifications/rules/" + rule, "{\"rate\":{\"most\":1,\"within\":\"PT1H\"}}");
    happens(1, rule);
    await().untilAsserted(() -> assertThat(states(hook)).containsExactly("FAILED"));

    standIns.reply("/refusing", StandIns.answering(200, "ok"));
    long line = service.deliveries("&destination=" + hook).path(0).path("deliveryId").longValue();
    service.post("/v1/notifications/deliveries/" + line + "/send-again", "{}");
    await().untilAsserted(() -> assertThat(states(hook)).containsExactly("SENT"));
  }

  @Test
  void a_digest_is_one_message_of_all_that_is_due_for_it() {
    String hook = service.destination("WEBHOOK", standIns.address("/digest"), "key");
    String digest = service.rule(List.of("lead.blocked"), hook);
    service.call("PATCH", "/v1/notifications/rules/" + digest, "{\"digest\":\"PT1S\"}");
    // What falls into several stretches of a second, however slow we are, is due by then.
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":false}");
    happens(3, digest);
    await()
        .until(
            () ->
                count(
                        "select count(*) from deliveries where destination_id = ? and due_at <="
                            + " clock_timestamp()",
                        hook)
                    == 3);
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":true}");
    await().untilAsserted(() -> assertThat(states(hook)).containsOnly("SENT").hasSize(3));
    assertThat(standIns.calls("/digest")).hasSize(1);
    assertThat(Json.MAPPER.readTree(standIns.calls("/digest").getFirst().body()).path("items"))
        .hasSize(3);
  }

  /** More than are looked at at a time; of one a day, the rest would be given up after days. */
  @Test
  void a_digest_of_very_much_is_one_message_for_the_rate() {
    String hook = service.destination("WEBHOOK", standIns.address("/much"), "key");
    String digest = service.rule(List.of("lead.blocked"), hook);
    service.call(
        "PATCH",
        "/v1/notifications/rules/" + digest,
        "{\"digest\":\"PT1S\",\"rate\":{\"most\":1,\"within\":\"PT24H\"}}");
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":false}");
    happens(MUCH, digest);
    await()
        .until(
            () ->
                count(
                        "select count(*) from deliveries where destination_id = ? and due_at <="
                            + " clock_timestamp()",
                        hook)
                    == MUCH);
    service.call("PATCH", "/v1/notifications/destinations/" + hook, "{\"enabled\":true}");
    await().untilAsserted(() -> assertThat(states(hook)).containsOnly("SENT").hasSize(MUCH));
    assertThat(standIns.calls("/much")).hasSize(2);
    happens(1, digest);
    await()
        .untilAsserted(
            () -> assertThat(reasons(hook)).contains("Waits: the rule's rate or quiet hours."));
  }

  @Test
  void messages_that_went_at_the_same_moment_are_as_many_for_the_rate() {
    String here = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.blocked"), here);
    service.call(
        "PATCH", "/v1/notifications/rules/" + rule, "{\"rate\":{\"most\":2,\"within\":\"PT1H\"}}");
    service.call("PATCH", "/v1/notifications/destinations/" + here, "{\"enabled\":false}");
    happens(2, rule);
    service.call("PATCH", "/v1/notifications/destinations/" + here, "{\"enabled\":true}");
    await().untilAsserted(() -> assertThat(states(here)).containsExactly("SENT", "SENT"));
    happens(1, rule);
    await()
        .untilAsserted(
            () -> assertThat(reasons(here)).contains("Waits: the rule's rate or quiet hours."));
    assertThat(states(here)).containsExactlyInAnyOrder("SENT", "SENT", "PENDING");
  }

  @Test
  void after_an_erasure_nothing_personal_is_left_and_what_waited_is_dropped() {
    String off = service.destination("TEAMS", null, standIns.address("/never"));
    service.call("PATCH", "/v1/notifications/destinations/" + off, "{\"enabled\":false}");
    String inbox = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.email-captured"), off, inbox);
    var story = new Story("default", "erased-lead", Instant.now());
    story.registered();
    story.leavesEmail("ana.erased@acme.example");
    service.announce(story.told());
    await().untilAsserted(() -> assertThat(states(inbox)).containsExactly("SENT"));
    assertThat(inboxText()).contains("ana.erased@acme.example");

    story.erased();
    service.announce(story.told());
    await().untilAsserted(() -> assertThat(states(off)).containsExactly("DROPPED"));
    assertThat(reasons(off)).containsExactly("The person was erased.");
    assertThat(inboxText()).doesNotContain("erased@acme.example");
    var jdbc = service.bean(JdbcTemplate.class);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from deliveries where lead_id = 'erased-lead' and sealed is not"
                    + " null",
                Integer.class))
        .isZero();
    service.call("DELETE", "/v1/notifications/rules/" + rule, null);
  }

  @Test
  void an_erasure_that_lead_events_keep_no_more_is_heard_of_all_the_same() {
    String off = inboxThatIsOff();
    var story = new Story("default", "erased-while-away", Instant.now());
    opened(story, off);
    story.erased();
    service.announce(Topics.ERASED_LEADS, story.told().getLast());
    await().untilAsserted(() -> assertThat(states(off)).containsExactly("DROPPED"));
  }

  @Test
  void an_erasure_needs_nothing_that_is_remembered() {
    String off = inboxThatIsOff();
    var story = new Story("default", "erased-unreadable", Instant.now());
    opened(story, off);
    service
        .bean(JdbcTemplate.class)
        .update(
            "update leads set sealed = 'of another version' where lead_id = ?",
            "erased-unreadable");
    story.erased();
    service.announce(story.told().getLast());
    await().untilAsserted(() -> assertThat(states(off)).containsExactly("DROPPED"));
  }

  @Test
  void a_rule_that_a_newer_version_has_made_holds_up_no_other_one() {
    String inbox = service.destination("INBOX", null, null);
    String rule = service.rule(List.of("lead.blocked"), inbox);
    service
        .bean(JdbcTemplate.class)
        .update(
            "insert into rules (rule_id, tenant, terms, since) select 'of-later', tenant,"
                + " jsonb_set(terms, '{triggers}', '[\"lead.of-later\"]'), since from rules"
                + " where rule_id = ?",
            rule);
    happens(1, rule);
    service.bean(JdbcTemplate.class).update("delete from rules where rule_id = 'of-later'");
    service.call("DELETE", "/v1/notifications/rules/" + rule, null);
  }

  @Test
  void what_was_opened_before_an_erasure_is_not_kept_in_the_inbox_after_it() {
    String off = inboxThatIsOff();
    var story = new Story("default", "erased-before", Instant.now());
    Notice opened = opened(story, off);
    story.erased();
    service.announce(story.told());
    await().untilAsserted(() -> assertThat(states(off)).containsExactly("DROPPED"));

    service.bean(KeepInInbox.class).keep(opened);
    assertThat(kept(opened)).isZero();
  }

  @Test
  void an_erasure_waits_for_what_is_being_kept_in_the_inbox_and_deletes_it() {
    String off = inboxThatIsOff();
    var story = new Story("default", "erased-meanwhile", Instant.now());
    Notice opened = opened(story, off);
    story.erased();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              service.bean(KeepInInbox.class).keep(opened);
              assertThat(kept(opened)).isOne();
              service.announce(story.told());
              await().until(() -> count("select count(*) from pg_locks where not granted") > 0);
            });
    await().untilAsserted(() -> assertThat(states(off)).containsExactly("DROPPED"));
    assertThat(kept(opened)).isZero();
  }

  @Test
  void a_test_of_an_inbox_is_kept_there_though_it_is_about_nobody() {
    String inbox = service.destination("INBOX", null, null);
    // Whoever looks whether anything waits for a new destination may hold it for a moment.
    await()
        .untilAsserted(
            () -> {
              service.post("/v1/notifications/destinations/" + inbox + "/test", "{}");
              assertThat(inboxText()).contains("This is a test: messages of");
            });
  }

  private static String inboxThatIsOff() {
    String off = service.destination("INBOX", null, null);
    service.call("PATCH", "/v1/notifications/destinations/" + off, "{\"enabled\":false}");
    service.rule(List.of("lead.blocked"), off);
    return off;
  }

  /** What is to be said there of a lead that was blocked, as whoever is about to send it has it. */
  private static Notice opened(Story story, String destination) {
    story.registered();
    story.blocked();
    service.announce(story.told());
    await().untilAsserted(() -> assertThat(states(destination)).containsExactly("PENDING"));
    return service
        .bean(FindDue.class)
        .due(destination, Instant.now(), Instant.EPOCH, 1)
        .getFirst()
        .notice();
  }

  private static int kept(Notice notice) {
    return count("select count(*) from inbox where notice_id = ?", notice.noticeId());
  }

  private static int count(String sql, Object... values) {
    return service.bean(JdbcTemplate.class).queryForObject(sql, Integer.class, values);
  }

  @Test
  void a_secret_is_never_shown_again_and_not_stored_as_it_is() {
    String secret = "xoxb-very-secret";
    String id = service.destination("SLACK_BOT", "C9", secret);
    assertThat(service.get("/v1/notifications/destinations").body().toString())
        .doesNotContain(secret)
        .contains("hasSecret");
    var changed =
        service.call("PATCH", "/v1/notifications/destinations/" + id, "{\"name\":\"Other\"}");
    assertThat(changed.body().toString()).doesNotContain(secret);
    byte[] stored =
        service
            .bean(JdbcTemplate.class)
            .queryForObject(
                "select secret from destinations where destination_id = ?", byte[].class, id);
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    service.call("DELETE", "/v1/notifications/destinations/" + id, null);
  }

  @Test
  void what_makes_no_sense_is_refused_in_words() {
    var rule =
        service.post(
            "/v1/notifications/rules",
            "{\"name\":\"\",\"triggers\":[],\"destinationIds\":[\"nobody\"]}");
    assertThat(rule.status()).isEqualTo(422);
    assertThat(rule.body().path("type").stringValue()).isEqualTo("/problems/invalid");
    assertThat(rule.body().path("errors")).hasSize(3);
    assertThat(
            service
                .post(
                    "/v1/notifications/rules", "{\"name\":\"x\",\"triggers\":[\"lead.nonsense\"]}")
                .body()
                .path("detail")
                .stringValue())
        .isEqualTo("'triggers' has a value that is not possible there.");
    assertThat(
            service
                .post(
                    "/v1/notifications/destinations",
                    "{\"kind\":\"WEBHOOK\",\"name\":\"x\",\"target\":\"ftp://x\"}")
                .status())
        .isEqualTo(422);
    for (String list : List.of("rules", "destinations"))
      for (String none : List.of("null", "[]", "{"))
        assertThat(
                service.post("/v1/notifications/" + list, none).body().path("type").stringValue())
            .isEqualTo("/problems/bad-body");
    assertThat(service.get("/v1/notifications/deliveries?state=NONE").status()).isEqualTo(400);
    assertThat(service.get("/v1/notifications/rules/none").status()).isEqualTo(404);
  }

  @Test
  void a_tenant_begins_with_three_rules_and_an_inbox() {
    var rules = service.get("/v1/notifications/rules").body().path("items");
    assertThat(rules.valueStream().map(rule -> rule.path("name").stringValue()))
        .contains("Call scheduled", "Asked for a person", "Lead blocked");
    assertThat(service.get("/v1/notifications/destinations").body().toString())
        .contains("Inbox on this dashboard");
  }

  /** So many new leads are blocked, and each is told by this rule. */
  private static void happens(int leads, String rule) {
    happens(leads, rule, false);
  }

  private static void happens(int leads, String rule, boolean unblocked) {
    int before = lines(rule);
    for (int i = 0; i < leads; i++) {
      var story = new Story("default", "lead-" + LEADS.incrementAndGet(), Instant.now());
      story.registered();
      story.blocked();
      if (unblocked) story.unblocked();
      service.announce(story.told());
    }
    await().until(() -> lines(rule) >= before + leads);
  }

  private static int lines(String rule) {
    return service.deliveries("&rule=" + rule).size();
  }

  private static List<String> states(String destination) {
    return texts(destination, "state");
  }

  private static List<String> reasons(String destination) {
    return texts(destination, "reason");
  }

  private static List<String> texts(String destination, String field) {
    return service
        .deliveries("&destination=" + destination)
        .valueStream()
        .map(line -> line.path(field).stringValue(""))
        .toList();
  }

  private static JsonNode destination(String id) {
    return service.get("/v1/notifications/destinations/" + id).body();
  }

  private static String inboxText() {
    return Json.MAPPER.writeValueAsString(service.get("/v1/notifications/inbox?limit=200").body());
  }
}
