package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Projections and their rebuilds, as a page tells them. */
record OperationsLines(List<Projection> projections, List<Rebuild> rebuilds) {

  private static final Set<String> RUNNING = Set.of("RUNNING", "PAUSED", "COMPARING");
  private static final int MOST_REBUILDS = 6;
  private static final double BEHIND_SECONDS = 60;

  /**
   * A read model.
   *
   * @param state how it is; why it does not go on, where it does not
   */
  record Projection(
      String name,
      @Nullable String generation,
      String position,
      String behind,
      String pace,
      String state,
      String tone,
      boolean beingRebuilt) {}

  /**
   * A rebuild.
   *
   * @param part from 0 to 1
   */
  record Rebuild(
      String id,
      String projection,
      String wire,
      String state,
      String tone,
      double part,
      String more,
      boolean mayRollBack) {

    public boolean is(String name) {
      return wire.equals(name);
    }

    public boolean isRunning() {
      return RUNNING.contains(wire);
    }
  }

  static OperationsLines of(JsonNode projections, JsonNode rebuilds) {
    List<JsonNode> ran = rebuilds.path("items").valueStream().toList();
    return new OperationsLines(
        projections.path("items").valueStream().map(one -> projection(one, ran)).toList(),
        ran.stream().limit(MOST_REBUILDS).map(OperationsLines::rebuild).toList());
  }

  private static Projection projection(JsonNode one, List<JsonNode> rebuilds) {
    String name = one.path("name").asString("");
    long events = one.path("lagEvents").asLong(0);
    double seconds = one.path("lagSeconds").asDouble(0);
    boolean behind = seconds > BEHIND_SECONDS;
    String trouble = text(one, "trouble");
    String state = trouble != null ? trouble : behind ? "Behind" : "Current";
    String tone = trouble != null ? "bad" : behind ? "warn" : "good";
    return new Projection(
        name,
        text(one, "generation"),
        "%s of %s"
            .formatted(
                AnalyticsSheet.count(one.path("position").asLong(0)),
                AnalyticsSheet.count(one.path("head").asLong(0))),
        events == 0 ? "Nothing" : events(events) + ", " + AnalyticsSheet.lasting(seconds),
        AnalyticsSheet.count(
            Math.round(
                one.path("eventsPerSecond").asDouble(one.path("ratePerSecond").asDouble(0)))),
        state,
        tone,
        rebuilds.stream()
            .anyMatch(
                it ->
                    it.path("projection").asString("").equals(name)
                        && RUNNING.contains(it.path("state").asString(""))));
  }

  private static Rebuild rebuild(JsonNode one) {
    String wire = one.path("state").asString("");
    boolean running = RUNNING.contains(wire);
    double target = one.path("target").asDouble(0);
    double part =
        target > 0
            ? Math.min(1, one.path("position").asDouble(0) / target)
            : wire.equals("DONE") ? 1 : 0;
    var more = new ArrayList<String>();
    more.add((int) Math.floor(part * 100) + " %");
    more.add(events(one.path("events").asLong(0)));
    if (running && one.path("eventsPerSecond").asDouble(0) > 0)
      more.add(
          AnalyticsSheet.count(Math.round(one.path("eventsPerSecond").asDouble(0))) + " a second");
    if (running && one.path("secondsLeft").asDouble(0) > 0)
      more.add(AnalyticsSheet.lasting(one.path("secondsLeft").asDouble(0)) + " left");
    JsonNode compared = one.path("comparison");
    if (compared.isObject())
      more.add(
          "%s live, %s rebuilt, %s differ"
              .formatted(
                  AnalyticsSheet.count(compared.path("liveCount").asLong(0)),
                  AnalyticsSheet.count(compared.path("newCount").asLong(0)),
                  AnalyticsSheet.count(compared.path("differing").asLong(0))));
    String failure = text(one, "failure");
    if (failure != null) more.add(failure);
    return new Rebuild(
        one.path("id").asString(""),
        one.path("projection").asString(""),
        wire,
        Phrases.field(wire.toLowerCase(Locale.ROOT)),
        wire.equals("DONE") ? "good" : wire.equals("FAILED") ? "bad" : "warn",
        part,
        String.join(" · ", more),
        wire.equals("DONE") && one.path("mayRollBack").asBoolean(true));
  }

  private static String events(long number) {
    return AnalyticsSheet.count(number) + (number == 1 ? " event" : " events");
  }

  static @Nullable String text(JsonNode one, String name) {
    JsonNode value = one.path(name);
    return value.isMissingNode() || value.isNull() ? null : value.asString("");
  }
}
