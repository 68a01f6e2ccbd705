package dev.leadline.gateway.http;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.Identities;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which leads somebody asks for, as parameters say it (domain 4.9): a repeated parameter means any
 * of its values, different parameters mean all of them.
 */
final class ListRequest {

  /** Parameters that there may be several of. */
  static final Set<String> REPEATED =
      Arrays.stream(Dimension.values()).map(Dimension::parameter).collect(Collectors.toSet());

  private static final Map<String, Function<String, List<IdentityKey>>> IDENTITIES =
      Map.of(
          "anonymousId", Identities::anonymousId,
          "email", Identities::email,
          "phone", Identities::phone,
          "externalId", Identities::externalId);

  /** All parameters that it understands. */
  static final Set<String> NAMES =
      Stream.of(
              REPEATED.stream(),
              IDENTITIES.keySet().stream(),
              Stream.of(
                  "timeframe",
                  "from",
                  "to",
                  "zone",
                  "q",
                  "bots",
                  "interacted",
                  "sort",
                  "cursor",
                  "limit"))
          .flatMap(it -> it)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, List<String>> given = new TreeMap<>();

  private ListRequest() {}

  /** Of a program, which means what it says. */
  static ListRequest of(Map<String, String[]> parameters) {
    var request = new ListRequest();
    parameters.forEach(
        (name, values) -> {
          if (NAMES.contains(name)) request.given.put(name, List.of(values));
        });
    return request;
  }

  /** Of a form, where a field that is left empty says nothing, nor do dates of another choice. */
  static ListRequest ofForm(Map<String, String[]> parameters) {
    var request = new ListRequest();
    parameters.forEach(
        (name, values) -> {
          List<String> filled = Stream.of(values).filter(value -> !value.isBlank()).toList();
          if (NAMES.contains(name) && !filled.isEmpty()) request.given.put(name, filled);
        });
    String timeframe = request.one("timeframe");
    boolean dated = request.one("from") != null || request.one("to") != null;
    if (timeframe != null && !timeframe.equals("custom"))
      request.given.keySet().removeAll(Set.of("from", "to"));
    else if (timeframe != null && !dated) request.given.remove("timeframe");
    return request;
  }

  /** What was given, by name. */
  Map<String, List<String>> given() {
    return given;
  }

  @Nullable String one(String name) {
    List<String> values = given.get(name);
    return values == null ? null : values.getFirst();
  }

  /**
   * The page that is asked for.
   *
   * @param now decides which days are the last ones
   */
  LeadQuery query(TenantSettings settings, Instant now) {
    Search search = search();
    SortOrder order = order(search);
    return new LeadQuery(
        settings.tenant(),
        new Filters(
            TimeframeParameters.read(
                one("timeframe"),
                one("from"),
                one("to"),
                now,
                TimeframeParameters.zone(one("zone"), settings.zone())),
            chosen(),
            search,
            identities(),
            Set.of(),
            Boolean.TRUE.equals(flag("bots")),
            flag("interacted")),
        order,
        after(order),
        limit(),
        true);
  }

  private Map<Dimension, Set<String>> chosen() {
    var chosen = new EnumMap<Dimension, Set<String>>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      List<String> values = given.get(dimension.parameter());
      if (values == null) continue;
      List<String> meant = values.stream().map(dimension::canonical).toList();
      if (!meant.stream().allMatch(dimension::knows))
        throw Problem.BAD_PARAMETER.because(dimension.parameter() + " is " + kinds(dimension));
      chosen.put(dimension, Set.copyOf(meant));
    }
    return chosen;
  }

  private static String kinds(Dimension dimension) {
    if (dimension == Dimension.COUNTRY) return "a code of two capital letters, or UNKNOWN.";
    return dimension.options().isEmpty()
        ? "not empty."
        : "one of " + String.join(", ", dimension.options()) + ".";
  }

  private @Nullable Boolean flag(String name) {
    return switch (one(name)) {
      case "true" -> true;
      case "false" -> false;
      case null -> null;
      default -> throw Problem.BAD_PARAMETER.because(name + " is true or false.");
    };
  }

  private @Nullable Search search() {
    String text = one("q");
    if (text != null && text.length() > Search.MOST_LETTERS)
      throw Problem.BAD_PARAMETER.because(
          "q has %d letters at most.".formatted(Search.MOST_LETTERS));
    return Search.of(text);
  }

  private SortOrder order(@Nullable Search search) {
    String name = one("sort");
    if (name == null) return search == null ? SortOrder.NEWEST : SortOrder.BEST;
    SortOrder order = SortOrder.of(name);
    if (order == null || (order == SortOrder.BEST && search == null))
      throw Problem.BAD_PARAMETER.because(
          "sort is one of %s; best only with q."
              .formatted(
                  Arrays.stream(SortOrder.values())
                      .map(SortOrder::wire)
                      .collect(Collectors.joining(", "))));
    return order;
  }

  private List<List<IdentityKey>> identities() {
    var identities = new ArrayList<List<IdentityKey>>();
    IDENTITIES.forEach(
        (name, keys) -> {
          String value = one(name);
          if (value == null) return;
          if (value.isBlank()) throw Problem.BAD_PARAMETER.because(name + " is empty.");
          identities.add(keys.apply(value));
        });
    return identities;
  }

  /** A place in a list of another order is no place in this one. */
  private Cursor.@Nullable AfterLead after(SortOrder order) {
    Cursor.AfterLead after = Pages.afterLead(one("cursor"));
    if (after != null && after.order() != order) throw Pages.broken();
    return after;
  }

  private int limit() {
    String limit = one("limit");
    try {
      return Pages.limit(limit == null ? null : Integer.valueOf(limit));
    } catch (NumberFormatException notANumber) {
      throw Problem.BAD_PARAMETER.because("limit is a number.");
    }
  }
}
