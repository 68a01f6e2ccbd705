package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Times and names as a person says them. */
public final class Phrases {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

  private static final Map<String, String> SAID =
      Map.of(
          "linkedin_url", "LinkedIn profile",
          "num_employees", "Headcount",
          "phone_number", "Phone",
          "phone_e164", "Phone to dial",
          "company_website", "Website",
          "company_domain", "Domain",
          "small_talk", "Small talk opportunities",
          "crm", "CRM",
          "api", "API");

  private static final long SECONDS_CALLED_NOW = 10;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY_LONG = 24 * HOUR;
  private static final long MONTH_LONG = 30 * DAY_LONG;

  private Phrases() {}

  /** How far an instant is from now: {@code 3 min ago}, {@code in 2 h}; a date when far. */
  public static String relative(Instant at, Instant now, ZoneId zone) {
    long seconds = Duration.between(at, now).toSeconds();
    long distance = Math.abs(seconds);
    if (distance < SECONDS_CALLED_NOW) return "just now";
    if (distance >= MONTH_LONG) return date(at, zone);
    String amount;
    if (distance < MINUTE) amount = distance + " s";
    else if (distance < HOUR) amount = distance / MINUTE + " min";
    else if (distance < DAY_LONG) amount = distance / HOUR + " h";
    else amount = distance / DAY_LONG + " d";
    return seconds > 0 ? amount + " ago" : "in " + amount;
  }

  /** To the second, with its zone. */
  public static String exact(Instant at, ZoneId zone) {
    return EXACT.format(at.atZone(zone));
  }

  /** Hours and minutes. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /** The day alone. */
  public static String date(Instant at, ZoneId zone) {
    return DATE.format(at.atZone(zone));
  }

  /** A day as a heading, by its nearness if it is near. */
  public static String day(LocalDate day, LocalDate today) {
    long ago = ChronoUnit.DAYS.between(day, today);
    if (ago == 0) return "Today";
    if (ago == 1) return "Yesterday";
    return DAY.format(day);
  }

  /** What a person calls an agent: its id, and where it works if that is known. */
  public static String agent(String agentId, Set<Channel> channels) {
    if (channels.isEmpty()) return agentId;
    return channels.stream()
        .sorted()
        .map(it -> field(it.name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", ", agentId + " · ", ""));
  }

  /** What a person calls a country, by its two letters. */
  public static String country(String code) {
    return code.equals(Dimension.UNKNOWN)
        ? "Unknown"
        : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  /** A field's name as a heading: {@code job_title} is {@code Job title}. */
  public static String field(String name) {
    String said = SAID.get(name);
    if (said != null) return said;
    String words = name.replace('_', ' ').strip().replaceFirst("^utm ", "UTM ");
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
