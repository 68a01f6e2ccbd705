package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.http.AnalyticsSheet.Chart;
import dev.leadline.gateway.http.AnalyticsSheet.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each channel has numbers of its own for (domain 2.16). */
final class ChannelCharts {

  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?<site>[^/?#]+)(?<path>.*)", Pattern.DOTALL);

  private ChannelCharts() {}

  static List<Chart> of(Overview numbers) {
    return List.of(
        beginnings(numbers.initialPages()),
        interfaces(numbers.chatsByInterface()),
        emails(numbers.email()),
        calls(numbers.voice()),
        copilot(numbers.copilot()));
  }

  /** By what tells one page from another: of one site, that is not its name. */
  private static Chart beginnings(Map<String, Long> chats) {
    List<String> sites =
        chats.keySet().stream().map(ChannelCharts::site).distinct().limit(2).toList();
    boolean ofOneSite = sites.size() == 1 && !sites.getFirst().isEmpty();
    var lines = new ArrayList<Line>();
    chats.forEach((address, count) -> lines.add(line(page(address, ofOneSite), count)));
    return chart(
        "Where chats began",
        ofOneSite ? "Pages of " + sites.getFirst() : null,
        AnalyticsSheet.most(lines));
  }

  /** Empty for what is no address of a page. */
  private static String site(String address) {
    var parts = ADDRESS.matcher(address);
    return parts.matches() ? parts.group("site") : "";
  }

  private static String page(String address, boolean ofOneSite) {
    var parts = ADDRESS.matcher(address);
    if (!parts.matches()) return address;
    String path = parts.group("path").isEmpty() ? "/" : parts.group("path");
    return ofOneSite ? path : parts.group("site") + path;
  }

  private static Chart interfaces(Map<String, Long> chats) {
    var lines = new ArrayList<Line>();
    chats.forEach(
        (name, count) -> lines.add(line(Phrases.field(name.toLowerCase(Locale.ROOT)), count)));
    return chart("Chats by interface", null, lines);
  }

  private static Chart emails(Overview.Email email) {
    return chart(
        "Emails",
        "Reply rate: %.0f %%".formatted(email.replyRate() * 100),
        List.of(
            line("Sent", email.sent()),
            line("Delivered", email.delivered()),
            line("Opened", email.opened()),
            line("Clicked", email.clicked()),
            line("Replied", email.replied()),
            line("Bounced", email.bounced()),
            line("Unsubscribed", email.unsubscribed()),
            line("Leads written to", email.leadsSent()),
            line("Leads who replied", email.leadsReplied())));
  }

  private static Chart calls(Overview.Voice voice) {
    return chart(
        "Calls",
        "%s in all".formatted(AnalyticsSheet.lasting((double) voice.totalSeconds())),
        List.of(
            line("Started", voice.started()),
            line("Answered", voice.answered()),
            line("Missed", voice.missed())));
  }

  private static Chart copilot(Overview.Copilot copilot) {
    return chart(
        "Copilot",
        "%s in all, %s on average"
            .formatted(
                AnalyticsSheet.lasting((double) copilot.totalSeconds()),
                AnalyticsSheet.lasting(copilot.averageSeconds())),
        List.of(
            line("Meetings", copilot.meetings()),
            line("Questions asked", copilot.questionsAsked()),
            line("Questions answered", copilot.questionsAnswered())));
  }

  private static Line line(String label, long value) {
    return new Line(label, value, "fill", null);
  }

  /** A channel that did nothing has nothing to compare, and no rate. */
  private static Chart chart(String title, @Nullable String hint, List<Line> lines) {
    boolean quiet = lines.stream().allMatch(line -> line.value() == 0);
    return quiet
        ? AnalyticsSheet.chart(title, null, List.of())
        : AnalyticsSheet.chart(title, hint, lines);
  }
}
