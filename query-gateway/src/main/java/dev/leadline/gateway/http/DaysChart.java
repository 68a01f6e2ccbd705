package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Leads day by day, as columns of a picture that is 100 high and {@link #STEP} wide for each day.
 * Days on which nothing happened have a place too.
 */
record DaysChart(List<Column> columns, long most) {

  /** How wide a day is. */
  static final int STEP = 12;

  private static final int GAP = 2;
  private static final int FEWEST = 14;
  private static final int MOST = 60;
  private static final double HIGHEST = 98;

  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

  /** A day: heights are of 100, and no number is lower than a line that is seen. */
  record Column(String day, int x, double all, double engaged, Overview.Day numbers) {

    public double allFrom() {
      return 100 - all;
    }

    public double engagedFrom() {
      return 100 - engaged;
    }

    /** What is said where the pointer rests. */
    public String told() {
      return "%s: %s leads, %s engaged, %s calls scheduled"
          .formatted(
              day,
              AnalyticsSheet.count(numbers.leads()),
              AnalyticsSheet.count(numbers.leadsEngaged()),
              AnalyticsSheet.count(numbers.callsScheduled()));
    }
  }

  static DaysChart of(List<Overview.Day> days, Bounds bounds, Instant now) {
    if (days.isEmpty()) return new DaysChart(List.of(), 0);
    Map<LocalDate, Overview.Day> known =
        days.stream().collect(Collectors.toMap(Overview.Day::day, it -> it));
    Instant end = bounds.to() == null || bounds.to().isAfter(now) ? now : bounds.to();
    LocalDate last = latest(end.atZone(bounds.zone()).toLocalDate(), days.getLast().day());
    LocalDate first =
        bounds.from() == null
            ? days.getFirst().day()
            : bounds.from().atZone(bounds.zone()).toLocalDate();
    if (first.isAfter(last.minusDays(FEWEST - 1))) first = last.minusDays(FEWEST - 1);
    if (first.isBefore(last.minusDays(MOST - 1))) first = last.minusDays(MOST - 1);
    long most = Math.max(1, days.stream().mapToLong(Overview.Day::leads).max().orElse(1));
    var columns = new ArrayList<Column>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Overview.Day numbers = known.getOrDefault(day, new Overview.Day(day, 0, 0, 0, 0, 0));
      columns.add(
          new Column(
              SHORT.format(day),
              columns.size() * STEP + 1,
              height(numbers.leads(), most),
              height(numbers.leadsEngaged(), most),
              numbers));
    }
    return new DaysChart(columns, most);
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static double height(long number, long most) {
    return Math.round(10 * HIGHEST * number / most) / 10.0;
  }

  public String viewBox() {
    return "0 0 %d 100".formatted(columns.size() * STEP);
  }

  public int width() {
    return STEP - GAP;
  }

  /** Days on which something happened, newest first. */
  public List<Column> busy() {
    return columns.reversed().stream().filter(one -> one.numbers().leads() > 0).toList();
  }
}
