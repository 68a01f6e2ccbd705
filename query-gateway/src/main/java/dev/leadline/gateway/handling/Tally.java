package dev.leadline.gateway.handling;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.view.Sums;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.handling.ReadSums.Conversation;
import dev.leadline.gateway.handling.ReadSums.Share;
import dev.leadline.gateway.handling.ReadSums.Standings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up what happened in a period to its numbers. Not for several threads. */
public final class Tally {

  private static final int MOST_MERGES = 100;
  private static final int QUESTIONS = 20;
  private static final int MOST_PAGES = 20;
  private static final double MILLIS = 1000.0;

  private final Standings standings;
  private final ZoneId zone;
  private final Map<String, Person> people = new HashMap<>();
  private final Map<Channel, OfOneChannel> channels = new EnumMap<>(Channel.class);
  private final Map<LocalDate, OfOneDay> days = new TreeMap<>();
  private final Map<String, Long> types = new HashMap<>();
  private final Map<String, Set<String>> parts = new HashMap<>();
  private final Set<String> emailed = new HashSet<>();
  private long answers;
  private long callSeconds;
  private long meetingSeconds;
  private long unanswered;
  private long sessions;
  private long sessionMillis;
  private final Map<String, Long> lengths = new LinkedHashMap<>();
  private final Map<String, Long> pages = new HashMap<>();
  private final Map<String, Long> interfaces = new TreeMap<>();
  private final PriorityQueue<Asked> questions =
      new PriorityQueue<>(Comparator.comparing(Asked::at));

  /** By a lead, which may be part of the one that its question is told of. */
  private record Asked(String by, Overview.Question question) {
    Instant at() {
      return question.at();
    }
  }

  /** What a lead did in the period, joined with what its other parts did. */
  private static final class Person {
    boolean engaged;
    boolean booked;
    boolean shown;
    boolean emailed;
    boolean replied;
    int stage = -1;
    @Nullable Instant email;
    @Nullable String country;
  }

  private static final class OfOneChannel {
    final Set<String> leads = new HashSet<>();
    long touchpoints;
    long received;
    long sent;
    long byMembers;
  }

  private static final class OfOneDay {
    final Set<String> leads = new HashSet<>();
    final Set<String> engaged = new HashSet<>();
    final Set<String> booked = new HashSet<>();
    long received;
    long sent;
  }

  /**
   * Nothing yet.
   *
   * @param zone whose days there are
   */
  public Tally(Standings standings, ZoneId zone) {
    this.standings = standings;
    this.zone = zone;
    standings.into().keySet().forEach(this::notePart);
    for (String bucket : List.of("1", "2", "3-5", "6-10", "11+")) lengths.put(bucket, 0L);
  }

  private void notePart(String leadId) {
    parts.computeIfAbsent(person(leadId), _ -> new HashSet<>()).add(leadId);
  }

  /** The lead that this one is part of now. */
  private String person(String leadId) {
    String person = leadId;
    for (int merges = 0; merges < MOST_MERGES; merges++) {
      String next = standings.into().get(person);
      if (next == null) return person;
      person = next;
    }
    return person;
  }

  /** Takes in what happened with a lead. */
  public void add(Share share) {
    share.types().forEach((type, count) -> types.merge(type, count, Long::sum));
    answers += share.answers();
    if (share.channel() == Channel.COPILOT) meetingSeconds += share.seconds();
    if (share.channel() == Channel.VOICE) callSeconds += share.seconds();
    unanswered += share.unanswered();
    String leadId = person(share.leadId());
    boolean counts = !standings.blocked().contains(leadId);
    boolean booked = share.count("calendar_meeting-booked") > 0;
    boolean engaged = booked || share.messages() > 0;
    var channel = channels.computeIfAbsent(share.channel(), _ -> new OfOneChannel());
    channel.touchpoints += share.actions();
    channel.received += share.messages();
    channel.sent += share.answers();
    channel.byMembers += share.byMembers();
    var day = days.computeIfAbsent(LocalDate.ofInstant(share.at(), zone), _ -> new OfOneDay());
    day.received += share.messages();
    day.sent += share.answers();
    if (!counts) return;
    if (share.actions() > 0 || share.messages() > 0) channel.leads.add(leadId);
    day.leads.add(leadId);
    if (engaged) day.engaged.add(leadId);
    if (booked) day.booked.add(leadId);
    Person person = people.computeIfAbsent(leadId, _ -> new Person());
    person.engaged |= engaged;
    person.booked |= booked;
    person.shown |= share.count("calendar_shown") > 0;
    person.emailed |= share.count("email_sent") > 0;
    person.replied |= share.count("email_reply-received") > 0;
    person.stage = Math.max(person.stage, share.stage());
    Instant email = share.email();
    if (email != null) {
      if (person.email == null || email.isBefore(person.email)) person.email = email;
      emailed.add(share.leadId());
      emailed.add(leadId);
      emailed.addAll(parts.getOrDefault(leadId, Set.of()));
    }
    String country = share.country();
    if (country != null && (person.country == null || country.compareTo(person.country) > 0))
      person.country = country;
  }

  /** Takes in a chat or a call. */
  public void add(Conversation conversation) {
    if (conversation.messages() > 0) {
      sessions++;
      sessionMillis += Duration.between(conversation.first(), conversation.last()).toMillis();
    }
    String leadId = person(conversation.leadId());
    if (conversation.channel() == Channel.CHAT) {
      if (conversation.messages() > 0)
        lengths.merge(bucket(conversation.messages()), 1L, Long::sum);
      if (conversation.page() != null) pages.merge(conversation.page(), 1L, Long::sum);
      if (conversation.chatInterface() != null)
        interfaces.merge(conversation.chatInterface(), 1L, Long::sum);
    }
    String question = conversation.question();
    if (question == null || standings.blocked().contains(leadId)) return;
    var told =
        new Overview.Question(
            leadId, conversation.channel(), Overview.moment(question), Sums.value(question));
    questions.add(new Asked(conversation.leadId(), told));
    if (questions.size() > QUESTIONS) questions.poll();
  }

  private static String bucket(long messages) {
    if (messages <= 2) return Long.toString(messages);
    if (messages <= 5) return "3-5";
    return messages <= 10 ? "6-10" : "11+";
  }

  /** The leads of which it has to be known when their email was first given. */
  public Collection<String> emailed() {
    return emailed;
  }

  /** Of the questions that are told, the lead that asked each. */
  public Map<Overview.Question, String> askedBy() {
    return questions.stream()
        .collect(Collectors.toMap(Asked::question, Asked::by, (one, _) -> one));
  }

  /**
   * The numbers.
   *
   * @param firstEmails when the email of each of {@link #emailed()} was first given
   */
  public Overview overview(Map<String, Instant> firstEmails) {
    var firsts = new HashMap<String, Instant>();
    firstEmails.forEach(
        (leadId, at) ->
            firsts.merge(person(leadId), at, (one, other) -> one.isBefore(other) ? one : other));
    long collected = 0;
    for (Map.Entry<String, Person> person : people.entrySet()) {
      Instant email = person.getValue().email;
      if (email != null && email.equals(firsts.get(person.getKey()))) collected++;
    }
    return new Overview(
        people.values().stream().filter(person -> person.engaged).count(),
        answers,
        sessions == 0 ? 0 : sessionMillis / MILLIS / sessions,
        people.values().stream().filter(person -> person.booked).count(),
        collected,
        people.values().stream().filter(person -> person.shown).count(),
        funnel(),
        ofChannels(),
        ofDays(),
        lengths,
        mostFrequent(countries(), Integer.MAX_VALUE),
        questions.stream()
            .sorted(Comparator.comparing(Asked::at).reversed())
            .map(Asked::question)
            .toList(),
        mostFrequent(pages, MOST_PAGES),
        interfaces,
        email(),
        new Overview.Voice(
            count("voice_call-started"),
            count("voice_call-answered"),
            count("voice_call-missed"),
            callSeconds),
        copilot());
  }

  private Map<Stage, Long> funnel() {
    var funnel = new EnumMap<Stage, Long>(Stage.class);
    for (Stage stage : Stage.values())
      funnel.put(
          stage, people.values().stream().filter(person -> person.stage >= stage.place()).count());
    return funnel;
  }

  private Map<Channel, Overview.OfChannel> ofChannels() {
    var all = new EnumMap<Channel, Overview.OfChannel>(Channel.class);
    channels.forEach(
        (channel, one) ->
            all.put(
                channel,
                new Overview.OfChannel(
                    one.leads.size(), one.touchpoints, one.received, one.sent, one.byMembers)));
    return all;
  }

  private List<Overview.Day> ofDays() {
    var all = new ArrayList<Overview.Day>();
    days.forEach(
        (date, one) ->
            all.add(
                new Overview.Day(
                    date,
                    one.leads.size(),
                    one.engaged.size(),
                    one.received,
                    one.sent,
                    one.booked.size())));
    return all;
  }

  private Map<String, Long> countries() {
    var countries = new HashMap<String, Long>();
    for (Person person : people.values())
      countries.merge(
          person.country == null ? Dimension.UNKNOWN : Sums.value(person.country), 1L, Long::sum);
    return countries;
  }

  private Overview.Email email() {
    long sent = count("email_sent");
    long replied = count("email_reply-received");
    return new Overview.Email(
        sent,
        count("email_delivered"),
        count("email_opened"),
        count("email_link-clicked"),
        replied,
        count("email_bounced"),
        count("email_unsubscribed"),
        sent == 0 ? 0 : (double) replied / sent,
        people.values().stream().filter(person -> person.emailed).count(),
        people.values().stream().filter(person -> person.replied).count());
  }

  private Overview.Copilot copilot() {
    long meetings = count("copilot_meeting-ended");
    long asked = count("copilot_question-asked");
    return new Overview.Copilot(
        Math.max(meetings, count("copilot_meeting-joined")),
        meetingSeconds,
        meetings == 0 ? 0 : (double) meetingSeconds / meetings,
        asked,
        asked - unanswered);
  }

  private long count(String type) {
    return types.getOrDefault(type, 0L);
  }

  private static Map<String, Long> mostFrequent(Map<String, Long> counts, int most) {
    var sorted = new LinkedHashMap<String, Long>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(count -> sorted.put(count.getKey(), count.getValue()));
    return sorted;
  }
}
