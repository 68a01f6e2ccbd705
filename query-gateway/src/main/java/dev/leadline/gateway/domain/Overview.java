package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The numbers of a period (domain 2.16). Leads are counted once, however often they did it, and as
 * the person that they are now; those that are blocked are not. Shells of erased people are.
 *
 * @param leadsEngaged leads that sent a message or scheduled a call
 * @param messagesSent messages of agents, over all channels
 * @param averageSessionSeconds of chats and calls in which the lead said something, from the first
 *     to the last that happened in them
 * @param callsScheduled leads that booked a meeting
 * @param emailsCollected leads whose email came to be known from themselves
 * @param calendarShown leads that were shown a calendar
 * @param funnel by stage, leads that did what qualifies for it or for a later one
 * @param channels by channel
 * @param days the same day by day, in the zone of the period; days without anything are absent
 * @param conversationLength chats by how many messages of the lead they have
 * @param countries leads by the newest country they came from, most frequent first
 * @param recentQuestions newest first
 * @param initialPages chats by where they began, most frequent first
 * @param chatsByInterface chats by widget
 */
public record Overview(
    long leadsEngaged,
    long messagesSent,
    double averageSessionSeconds,
    long callsScheduled,
    long emailsCollected,
    long calendarShown,
    Map<Stage, Long> funnel,
    Map<Channel, OfChannel> channels,
    List<Day> days,
    Map<String, Long> conversationLength,
    Map<String, Long> countries,
    List<Question> recentQuestions,
    Map<String, Long> initialPages,
    Map<String, Long> chatsByInterface,
    Email email,
    Voice voice,
    Copilot copilot) {

  /**
   * A channel.
   *
   * @param leads that did anything there
   * @param touchpoints what leads did there
   */
  public record OfChannel(
      long leads, long touchpoints, long messagesReceived, long messagesSent, long byMembers) {}

  /** A day. */
  public record Day(
      LocalDate day,
      long leads,
      long leadsEngaged,
      long messagesReceived,
      long messagesSent,
      long callsScheduled) {}

  /** What a lead asked. */
  public record Question(String leadId, Channel channel, Instant at, String text) {}

  /**
   * Emails, and the leads that they reached.
   *
   * @param replyRate replies for each email that was sent; 0 without any
   */
  public record Email(
      long sent,
      long delivered,
      long opened,
      long clicked,
      long replied,
      long bounced,
      long unsubscribed,
      double replyRate,
      long leadsSent,
      long leadsReplied) {}

  /** Calls. */
  public record Voice(long started, long answered, long missed, long totalSeconds) {}

  /** Meetings with the copilot. */
  public record Copilot(
      long meetings,
      long totalSeconds,
      double averageSeconds,
      long questionsAsked,
      long questionsAnswered) {}

  /** The same without some questions, as of leads of whom nothing may be told any more. */
  public Overview without(Predicate<Question> some) {
    return new Overview(
        leadsEngaged,
        messagesSent,
        averageSessionSeconds,
        callsScheduled,
        emailsCollected,
        calendarShown,
        funnel,
        channels,
        days,
        conversationLength,
        countries,
        recentQuestions.stream().filter(some.negate()).toList(),
        initialPages,
        chatsByInterface,
        email,
        voice,
        copilot);
  }

  /** The moment that a value stands behind. */
  public static Instant moment(String written) {
    return Instant.parse(written.substring(0, written.indexOf('|')));
  }
}
