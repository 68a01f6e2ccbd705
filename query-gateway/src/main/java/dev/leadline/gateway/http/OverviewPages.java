package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.handling.ListLeads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The frames of the pages whose numbers are asked of the API, again and again. */
@Controller
final class OverviewPages {

  private static final List<Choice> TIMEFRAMES =
      List.of(
          new Choice("7d", "Last 7 days"),
          new Choice("30d", "Last 30 days"),
          new Choice("90d", "Last 90 days"),
          new Choice("all", "All time"));

  private static final List<Choice> CHANNELS =
      Stream.of(Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT)
          .map(it -> new Choice(it.name(), Phrases.field(it.name().toLowerCase(Locale.ROOT))))
          .toList();

  private final ListLeads list;
  private final TenantSettings settings;
  private final Clock clock;

  OverviewPages(ListLeads list, TenantSettings settings, Clock clock) {
    this.list = list;
    this.settings = settings;
    this.clock = clock;
  }

  /** Something to choose. */
  record Choice(String value, String label) {}

  @GetMapping("/analytics")
  String analytics(
      @RequestParam(defaultValue = "30d") String timeframe,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String agent,
      Model model) {
    model.addAttribute("timeframes", TIMEFRAMES);
    model.addAttribute("timeframe", timeframe);
    model.addAttribute("channels", CHANNELS);
    model.addAttribute("channel", channel);
    model.addAttribute("agents", agents());
    model.addAttribute("agent", agent);
    return "analytics";
  }

  private List<String> agents() {
    var all = ListRequest.of(Map.of("limit", new String[] {"1"})).query(settings, clock.instant());
    return new ArrayList<>(
        list.list(all).facets().getOrDefault(Dimension.AGENT, Map.of()).keySet());
  }

  @GetMapping("/operations")
  String operations() {
    return "operations";
  }
}
