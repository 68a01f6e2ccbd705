package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import dev.leadline.gateway.handling.AnswerAnalytics;
import dev.leadline.gateway.handling.KnowAgents;
import dev.leadline.gateway.handling.ListLeads;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The numbers of a period, for people. */
@Controller
final class AnalyticsPages {

  private static final String CUSTOM = "custom";

  private static final List<Choice> TIMEFRAMES =
      List.of(
          new Choice("7d", "Last 7 days"),
          new Choice("30d", "Last 30 days"),
          new Choice("90d", "Last 90 days"),
          new Choice("all", "All time"),
          new Choice(CUSTOM, "Custom range"));

  private static final List<Choice> CHANNELS =
      Stream.of(Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT)
          .map(it -> new Choice(it.name(), Phrases.field(it.name().toLowerCase(Locale.ROOT))))
          .toList();

  private final ListLeads list;
  private final AnswerAnalytics analytics;
  private final KnowAgents agents;
  private final TenantSettings settings;
  private final Clock clock;

  AnalyticsPages(
      ListLeads list,
      AnswerAnalytics analytics,
      KnowAgents agents,
      TenantSettings settings,
      Clock clock) {
    this.list = list;
    this.analytics = analytics;
    this.agents = agents;
    this.settings = settings;
    this.clock = clock;
  }

  /** Something to choose. */
  record Choice(String value, String label) {}

  /**
   * The numbers, with what they are narrowed to.
   *
   * @param timeframe 7d, 30d, 90d, all or custom
   * @param from the first day of a custom range; blank for none
   * @param to the last day of it; blank for none
   * @param channel a name; blank for all, as a form sends it
   * @param agent an id; blank for all
   */
  @GetMapping("/analytics")
  String analytics(
      @RequestParam(defaultValue = "30d") String timeframe,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String agent,
      HttpServletRequest request,
      Model model) {
    var asked = new LinkedHashMap<String, String>();
    // As in the list: dates are of a custom range alone, and one without dates is all time.
    if (timeframe.equals(CUSTOM)) {
      if (!from.isBlank()) asked.put("from", from);
      if (!to.isBlank()) asked.put("to", to);
    }
    asked.put("timeframe", timeframe.equals(CUSTOM) && asked.isEmpty() ? "all" : timeframe);
    Bounds bounds =
        TimeframeParameters.read(
            asked.get("timeframe"),
            asked.get("from"),
            asked.get("to"),
            clock.instant(),
            settings.zone());
    if (!channel.isBlank()) asked.put("channel", channel);
    if (!agent.isBlank()) asked.put("agent", agent);
    Overview numbers =
        analytics.answer(
            new AnalyticsQuery(
                settings.tenant(), bounds, asked.get("agent"), channel(asked.get("channel"))));
    model.addAttribute(
        "sheet", new AnalyticsSheet(numbers, bounds, asked, Viewer.of(request, clock.instant())));
    model.addAttribute("timeframes", TIMEFRAMES);
    model.addAttribute("timeframe", timeframe);
    model.addAttribute("from", asked.get("from"));
    model.addAttribute("to", asked.get("to"));
    model.addAttribute("channels", CHANNELS);
    model.addAttribute("channel", channel);
    model.addAttribute("agents", agents());
    model.addAttribute("agent", agent);
    return "analytics";
  }

  private static @Nullable Channel channel(@Nullable String name) {
    if (name == null) return null;
    return Arrays.stream(Channel.values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.BAD_PARAMETER.because("There is no channel '" + name + "'."));
  }

  private List<Choice> agents() {
    var all = ListRequest.of(Map.of("limit", new String[] {"1"})).query(settings, clock.instant());
    Set<String> ids = list.list(all).facets().getOrDefault(Dimension.AGENT, Map.of()).keySet();
    Map<String, Set<Channel>> channels = agents.channels(settings.tenant(), ids);
    return ids.stream()
        .map(id -> new Choice(id, Phrases.agent(id, channels.getOrDefault(id, Set.of()))))
        .toList();
  }
}
