package dev.leadline.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus.Known;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.FindLeads.Answer;
import dev.leadline.gateway.domain.FindLeads.Found;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.handling.Rows;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The filters above the list: what may be chosen, how many leads it has, and what is chosen.
 *
 * @param agents the channels of agents, as far as they are known
 */
record FilterForm(
    ListRequest asked, LeadQuery query, Answer answer, Map<String, Set<Channel>> agents) {

  private static final Map<String, String> TIMEFRAMES =
      new TreeMap<>(
          Map.of(
              "7d", "Last 7 days",
              "30d", "Last 30 days",
              "90d", "Last 90 days",
              "all", "All time",
              "custom", "Custom range"));

  private static final List<String> TIMEFRAME_ORDER = List.of("7d", "30d", "90d", "all", "custom");

  /** A filter that opens. */
  record Menu(String name, String label, List<Option> options) {
    public boolean isSearchable() {
      return name.equals(Dimension.COUNTRY.parameter());
    }

    public long chosen() {
      return options.stream().filter(Option::checked).count();
    }
  }

  /** Something to choose; its count is null where none is made. */
  record Option(String id, String value, String label, @Nullable Long count, boolean checked) {}

  /** Something that is chosen, and the address of the list without it. */
  record Chip(String label, String without) {}

  /** The head of a column that sorts. */
  record Column(String href, String sorted) {}

  public String search() {
    String text = asked.one("q");
    return text == null ? "" : text;
  }

  public @Nullable String given(String name) {
    return asked.one(name);
  }

  public List<Option> timeframes() {
    String chosen = timeframe();
    return TIMEFRAME_ORDER.stream()
        .map(
            it ->
                new Option(
                    "timeframe-" + it,
                    it,
                    TIMEFRAMES.getOrDefault(it, it),
                    null,
                    it.equals(chosen)))
        .toList();
  }

  public String timeframeLabel() {
    return TIMEFRAMES.getOrDefault(timeframe(), "");
  }

  /** Whose days the timeframe is of. */
  public String zone() {
    return query.filters().bounds().zone().getId();
  }

  private String timeframe() {
    String named = asked.one("timeframe");
    if (named != null) return named;
    return asked.one("from") == null && asked.one("to") == null ? "all" : "custom";
  }

  public List<Menu> menus() {
    return Arrays.stream(Dimension.values()).map(this::menu).toList();
  }

  private Menu menu(Dimension dimension) {
    Set<String> chosen = query.filters().chosen().getOrDefault(dimension, Set.of());
    var options = new ArrayList<Option>();
    answer
        .facets()
        .getOrDefault(dimension, Map.of())
        .forEach(
            (value, count) ->
                options.add(
                    new Option(
                        dimension.parameter() + "-" + value,
                        value,
                        label(dimension, value),
                        count,
                        chosen.contains(value))));
    return new Menu(dimension.parameter(), dimension.label(), options);
  }

  private String label(Dimension dimension, String value) {
    return switch (dimension) {
      case AGENT -> Phrases.agent(value, agents.getOrDefault(value, Set.of()));
      case CHANNEL -> Phrases.field(Channel.valueOf(value).name().toLowerCase(Locale.ROOT));
      case ENGAGEMENT -> engagement(Engagement.valueOf(value));
      case STAGE -> Stage.valueOf(value).label();
      case SOURCE -> LeadSource.valueOf(value).label();
      case COUNTRY -> Phrases.country(value);
      case KNOWN -> Phrases.field(Known.valueOf(value).name().toLowerCase(Locale.ROOT));
      case BLOCKED -> Boolean.parseBoolean(value) ? "Blocked" : "Not blocked";
    };
  }

  /** With what it counts: nobody guesses how many messages are many. */
  private static String engagement(Engagement engagement) {
    return engagement.label()
        + switch (engagement) {
          case HIGH -> " (5+ messages)";
          case MEDIUM -> " (<5 messages)";
          case NONE -> " (no messages)";
        };
  }

  /** All that narrows the list, in words. */
  public List<Chip> chips() {
    var chips = new ArrayList<Chip>();
    if (asked.one("q") != null)
      chips.add(new Chip("“" + search() + "”", href("/leads", "q", null)));
    if (!timeframe().equals("all")) {
      var without = new TreeMap<>(asked.given());
      without.keySet().removeAll(Set.of("timeframe", "from", "to"));
      chips.add(new Chip(range(), href("/leads", without)));
    }
    for (Dimension dimension : Dimension.values())
      for (String value : new TreeSet<>(query.filters().chosen().getOrDefault(dimension, Set.of())))
        chips.add(
            new Chip(
                dimension.label() + ": " + label(dimension, value),
                href("/leads", dimension.parameter(), value)));
    Boolean interacted = query.filters().interacted();
    if (interacted != null)
      chips.add(
          new Chip(
              interacted ? "Has interacted" : "Has not interacted",
              href("/leads", "interacted", null)));
    if (withBots()) chips.add(new Chip("With suspected bots", href("/leads", "bots", null)));
    return chips;
  }

  public boolean withBots() {
    return query.filters().bots();
  }

  public boolean onlyInteracted() {
    return Boolean.TRUE.equals(query.filters().interacted());
  }

  private String range() {
    if (!timeframe().equals("custom")) return timeframeLabel();
    String from = asked.one("from");
    String to = asked.one("to");
    if (from == null) return "Until " + to;
    return to == null ? "Since " + from : from + " – " + to;
  }

  public Column byName() {
    return column(SortOrder.NAME, SortOrder.NAME_DOWN);
  }

  public Column byStage() {
    return column(SortOrder.STAGE_DOWN, SortOrder.STAGE);
  }

  public Column byActivity() {
    return column(SortOrder.NEWEST, SortOrder.OLDEST);
  }

  /** A second click turns the order around. */
  private Column column(SortOrder first, SortOrder second) {
    SortOrder now = query.order();
    var with = new TreeMap<>(asked.given());
    with.put("sort", List.of((now == first ? second : first).wire()));
    String sorted =
        now != first && now != second
            ? "none"
            : now.wire().startsWith("-") ? "descending" : "ascending";
    return new Column(href("/leads", with), sorted);
  }

  /** Whether rows lie in the order in which they change. */
  public boolean isNewestFirst() {
    return query.order() == SortOrder.NEWEST;
  }

  public boolean isFirstPage() {
    return query.after() == null;
  }

  public boolean isNarrowed() {
    return !chips().isEmpty();
  }

  /** What is asked, as the address of the list says it behind its question mark. */
  public String question() {
    return href("", asked.given()).replaceFirst("^\\?", "");
  }

  public String export() {
    return href("/v1/leads/export.csv", asked.given());
  }

  /** The next page whole, for those without scripts; null on the last one. */
  public @Nullable String nextPage() {
    return next("/leads");
  }

  /** The lines of the next page alone. */
  public @Nullable String nextRows() {
    return next("/leads/rows");
  }

  private @Nullable String next(String path) {
    if (!answer.more()) return null;
    var with = new TreeMap<>(asked.given());
    Found last = answer.found().getLast();
    with.put("cursor", List.of(last.place(Rows.read(last.row()).leadId()).text()));
    return href(path, with, Set.of("limit"));
  }

  private String href(String path, String name, @Nullable String value) {
    var without = new TreeMap<>(asked.given());
    without.computeIfPresent(
        name,
        (_, values) -> {
          var left = values.stream().filter(it -> value != null && !it.equals(value)).toList();
          return left.isEmpty() ? null : left;
        });
    return href(path, without);
  }

  /** An address with these parameters, and without those that say how far somebody has read. */
  static String href(String path, Map<String, List<String>> parameters) {
    return href(path, parameters, Set.of("cursor", "limit"));
  }

  private static String href(
      String path, Map<String, List<String>> parameters, Set<String> leftOut) {
    var text = new StringBuilder();
    parameters.forEach(
        (name, values) -> {
          if (leftOut.contains(name)) return;
          for (String value : values)
            text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8));
        });
    return path + text;
  }
}
