package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads when leads were last active: a named timeframe, or where it begins and ends. */
final class TimeframeParameters {

  /** Beyond it nothing happened, and instants cannot be counted in milliseconds for ever. */
  private static final int LAST_YEAR = 9999;

  private TimeframeParameters() {}

  static Bounds read(
      @Nullable String timeframe,
      @Nullable String from,
      @Nullable String to,
      Instant now,
      ZoneId zone) {
    boolean custom = from != null || to != null;
    if (timeframe != null && custom != timeframe.equals("custom"))
      throw Problem.BAD_PARAMETER.because(
          "from and to are for timeframe=custom, which needs one of them.");
    if (!custom) return named(timeframe).resolve(now, zone);
    Bounds bounds = new Timeframe.Between(edge("from", from), edge("to", to)).resolve(now, zone);
    if (bounds.from() != null && bounds.to() != null && !bounds.from().isBefore(bounds.to()))
      throw Problem.BAD_PARAMETER.because("The range ends before it begins: from is after to.");
    return bounds;
  }

  /** The zone of this name, or the usual one. */
  static ZoneId zone(@Nullable String name, ZoneId usual) {
    try {
      return name == null ? usual : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw Problem.BAD_PARAMETER.because(
          "zone is the name of a time zone, for example America/New_York.");
    }
  }

  private static Timeframe named(@Nullable String name) {
    return switch (name) {
      case "7d" -> new Timeframe.LastDays(7);
      case "30d" -> new Timeframe.LastDays(30);
      case "90d" -> new Timeframe.LastDays(90);
      case "all" -> new Timeframe.All();
      case null -> new Timeframe.All();
      default -> throw Problem.BAD_PARAMETER.because("timeframe is 7d, 30d, 90d, all or custom.");
    };
  }

  private static Timeframe.@Nullable Edge edge(String name, @Nullable String text) {
    if (text == null) return null;
    try {
      if (!text.contains("T")) return new Timeframe.Day(inTime(LocalDate.parse(text)));
      Instant at = OffsetDateTime.parse(text).toInstant();
      inTime(at.atOffset(ZoneOffset.UTC).toLocalDate());
      return new Timeframe.Moment(at);
    } catch (DateTimeException unreadable) {
      throw Problem.BAD_PARAMETER.because(
          name + " is a day like 2026-11-22, or an instant like 2026-11-22T09:00:00Z.");
    }
  }

  private static LocalDate inTime(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > LAST_YEAR)
      throw new DateTimeException("Out of time");
    return date;
  }
}
