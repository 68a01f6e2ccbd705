package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The numbers of a period as a page draws them, each with the list behind it. */
record AnalyticsSheet(Overview numbers, Bounds bounds, Map<String, String> asked, Viewer viewer) {

  private static final List<Channel> TALKING =
      List.of(Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT);

  /** Channels that the list can be narrowed to. */
  private static final List<Channel> LISTED =
      List.of(Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT, Channel.WEB);

  private static final int MOST_BARS = 8;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  /** A number that is read at a glance. */
  record Card(String label, String value, String href) {}

  /**
   * A line of a chart.
   *
   * @param width of the bar, in percent of the widest
   * @param href null where no list is behind it
   */
  record Bar(String label, String value, double width, String tone, @Nullable String href) {}

  /** Bars below each other. */
  record Chart(String id, String title, @Nullable String hint, List<Bar> bars) {}

  /** What somebody asked. */
  record Question(String text, String channel, String href, Viewer.When at) {}

  /** Whose days they are counted by. */
  public String zone() {
    return bounds.zone().getId();
  }

  public List<Card> cards() {
    return List.of(
        new Card("Leads engaged", count(numbers.leadsEngaged()), list(from(Stage.ENGAGED))),
        new Card(
            "Messages sent by agents",
            count(numbers.messagesSent()),
            list(TALKING.stream().map(one -> "channel=" + one).toList())),
        new Card(
            "Average session length",
            lasting(numbers.averageSessionSeconds()),
            list(List.of("engagement=HIGH", "engagement=MEDIUM"))),
        new Card(
            "Calls scheduled", count(numbers.callsScheduled()), list(from(Stage.CALL_SCHEDULED))),
        new Card(
            "Emails collected", count(numbers.emailsCollected()), list(from(Stage.EMAIL_CAPTURED))),
        new Card(
            "Calendar shown", count(numbers.calendarShown()), list(from(Stage.CALENDAR_SHOWN))));
  }

  public DaysChart days() {
    return DaysChart.of(numbers.days(), bounds, viewer.now());
  }

  public List<Chart> charts() {
    var charts = new ArrayList<>(ofLeads());
    charts.addAll(ChannelCharts.of(numbers));
    return charts;
  }

  private List<Chart> ofLeads() {
    return List.of(
        chart("Funnel", "Leads that came this far or further", funnel()),
        chart("Messages by channel", null, messages()),
        chart("Touchpoints", "What leads did, by channel", touchpoints()),
        chart(
            "Conversation length",
            "Chats by messages that the lead sent",
            lines(numbers.conversationLength())),
        chart("Countries", null, countries()));
  }

  public List<Question> questions() {
    return numbers.recentQuestions().stream()
        .limit(MOST_BARS)
        .map(
            one ->
                new Question(
                    one.text(),
                    word(one.channel()),
                    "/leads/%s?at=%s#cited".formatted(one.leadId(), one.at()),
                    viewer.when(one.at())))
        .toList();
  }

  /** A bar before it is known how long the longest is. */
  record Line(String label, long value, String tone, @Nullable String href) {}

  private List<Line> funnel() {
    return Arrays.stream(Stage.values())
        .map(
            stage ->
                new Line(
                    stage.label(),
                    numbers.funnel().getOrDefault(stage, 0L),
                    "fill",
                    list(from(stage))))
        .toList();
  }

  private List<Line> messages() {
    var lines = new ArrayList<Line>();
    for (Channel channel : TALKING) {
      Overview.OfChannel one = numbers.channels().get(channel);
      if (one == null) continue;
      String href = list(List.of("channel=" + channel));
      lines.add(new Line(word(channel) + ", from leads", one.messagesReceived(), "fill", href));
      lines.add(new Line(word(channel) + ", to leads", one.messagesSent(), "second", href));
    }
    return lines;
  }

  private List<Line> touchpoints() {
    return numbers.channels().entrySet().stream()
        .filter(one -> one.getValue().touchpoints() > 0)
        .map(
            one ->
                new Line(
                    word(one.getKey()),
                    one.getValue().touchpoints(),
                    "fill",
                    LISTED.contains(one.getKey())
                        ? list(List.of("channel=" + one.getKey()))
                        : null))
        .sorted(Comparator.comparingLong(Line::value).reversed())
        .toList();
  }

  private List<Line> countries() {
    return most(
        numbers.countries().entrySet().stream()
            .map(
                one ->
                    new Line(
                        Phrases.country(one.getKey()),
                        one.getValue(),
                        "fill",
                        list(List.of("country=" + one.getKey()))))
            .toList());
  }

  private static List<Line> lines(Map<String, Long> numbers) {
    return numbers.entrySet().stream()
        .map(one -> new Line(one.getKey(), one.getValue(), "fill", null))
        .toList();
  }

  static List<Line> most(List<Line> lines) {
    return lines.stream()
        .sorted(Comparator.comparingLong(Line::value).reversed())
        .limit(MOST_BARS)
        .toList();
  }

  static Chart chart(String title, @Nullable String hint, List<Line> lines) {
    double most = Math.max(1, lines.stream().mapToLong(Line::value).max().orElse(1));
    return new Chart(
        title.toLowerCase(Locale.ROOT).replace(' ', '-'),
        title,
        hint,
        lines.stream()
            .map(
                line ->
                    new Bar(
                        line.label(),
                        count(line.value()),
                        Math.round(1000 * line.value() / most) / 10.0,
                        line.tone(),
                        line.href()))
            .toList());
  }

  /** The list with the same period, agent and channel, and some filters more. */
  private String list(List<String> more) {
    var address = UriComponentsBuilder.fromPath("/leads");
    boolean channel = more.stream().anyMatch(one -> one.startsWith("channel="));
    asked.forEach(
        (name, value) -> {
          if (!channel || !name.equals("channel")) address.queryParam(name, value);
        });
    more.forEach(address::query);
    return address.encode().toUriString();
  }

  /** Whoever came so far, or further. */
  private static List<String> from(Stage stage) {
    return Stream.of(Stage.values())
        .filter(one -> one.compareTo(stage) >= 0)
        .map(one -> "stage=" + one)
        .toList();
  }

  private static String word(Channel channel) {
    return Phrases.field(channel.name().toLowerCase(Locale.ROOT));
  }

  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  static String lasting(double seconds) {
    long whole = Math.round(seconds);
    if (seconds > 0 && seconds < 1) return Math.round(seconds * 1000) + " ms";
    if (whole < MINUTE) return whole + " s";
    if (whole < HOUR) return "%d min %d s".formatted(whole / MINUTE, whole % MINUTE);
    return "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
  }
}
