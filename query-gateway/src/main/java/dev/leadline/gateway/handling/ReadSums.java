package dev.leadline.gateway.handling;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened, counted by lead; all of it throws {@link Unavailable} when it cannot be read. */
public interface ReadSums {

  /** Hands over what is counted within the bounds, with the agent and on the channel asked for. */
  void shares(AnalyticsQuery query, Consumer<Share> shares);

  /** Hands over the conversations that began within the bounds, likewise. */
  void conversations(AnalyticsQuery query, Consumer<Conversation> conversations);

  /** The leads that are blocked or part of another one. */
  Standings standings(String tenant);

  /** When the email of each lead was first known from itself; leads without are absent. */
  Map<String, Instant> firstEmails(Collection<String> leadIds);

  /**
   * By agent, the channels of conversations on which it was at work of late; none for one that
   * holds no conversations.
   */
  Map<String, Set<Channel>> agents(String tenant);

  /**
   * What happened with a lead in a quarter of an hour on one channel with one agent.
   *
   * @param types how many events of each type, as {@code Sums.type} names it
   * @param stage the highest stage it qualified for, by its place in the funnel; -1 for none
   * @param email when its email first was known in that time; null if it was not
   * @param country the moment that told the newest one, and the code; null if none did
   */
  record Share(
      String leadId,
      Instant at,
      Channel channel,
      Map<String, Long> types,
      long messages,
      long answers,
      long byMembers,
      long actions,
      long seconds,
      long unanswered,
      int stage,
      @Nullable Instant email,
      @Nullable String country) {

    /** How many events of a type. */
    public long count(String type) {
      return types.getOrDefault(type, 0L);
    }
  }

  /**
   * A chat or a call.
   *
   * @param page where it began; null if that is not known, or not any more
   * @param question the newest of the lead, after the moment that told it; null without one
   */
  record Conversation(
      String leadId,
      Channel channel,
      Instant first,
      Instant last,
      long messages,
      @Nullable String page,
      @Nullable String chatInterface,
      @Nullable String question) {}

  /**
   * Leads that do not count, or not as themselves.
   *
   * @param into by lead, the one that it was merged into
   */
  record Standings(Map<String, String> into, Set<String> blocked) {}
}
