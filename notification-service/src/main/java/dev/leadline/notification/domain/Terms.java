package dev.leadline.notification.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a rule.
 *
 * @param triggers any of which is reason enough
 * @param destinationIds who is told
 * @param template the first line of the message, with places such as {@code {{ name }}}; null for
 *     the usual one
 * @param words whether the lead's last words are in the message
 * @param rate null for as many as there are
 * @param cooldown how long nothing more is said of the same trigger and lead
 * @param digest collects, and sends one message at the end of each such stretch; null sends at once
 */
public record Terms(
    String name,
    List<Trigger> triggers,
    Filter filter,
    List<String> destinationIds,
    @Nullable String template,
    boolean words,
    @Nullable QuietHours quietHours,
    @Nullable Rate rate,
    Duration cooldown,
    @Nullable Duration digest,
    boolean enabled) {

  /** Where nothing else is said (domain 4.6). */
  public static final Duration USUAL_COOLDOWN = Duration.ofMinutes(10);

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEMPLATE = 300;
  private static final int MOST_DESTINATIONS = 20;
  private static final int MOST_IN_RATE = 1000;
  private static final Duration LONGEST = Duration.ofDays(7);

  public Terms {
    name = name == null ? "" : name.strip();
    triggers = triggers == null ? List.of() : triggers.stream().distinct().toList();
    filter = filter == null ? Filter.ALL : filter;
    destinationIds =
        destinationIds == null ? List.of() : destinationIds.stream().distinct().toList();
    template = template == null || template.isBlank() ? null : template.strip();
    cooldown = cooldown == null ? USUAL_COOLDOWN : cooldown;
  }

  /** What is wrong with them, for whoever wrote them; empty if nothing is. */
  public List<Mistake> mistakes() {
    var mistakes = new ArrayList<Mistake>();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      mistakes.add(new Mistake("name", "has 1 to %d characters".formatted(LONGEST_NAME)));
    if (triggers.isEmpty()) mistakes.add(new Mistake("triggers", "names one trigger at least"));
    if (destinationIds.isEmpty() || destinationIds.size() > MOST_DESTINATIONS)
      mistakes.add(
          new Mistake("destinationIds", "names 1 to %d destinations".formatted(MOST_DESTINATIONS)));
    if (template != null && template.length() > LONGEST_TEMPLATE)
      mistakes.add(
          new Mistake("template", "has at most %d characters".formatted(LONGEST_TEMPLATE)));
    if (quietHours != null && !isSense(quietHours))
      mistakes.add(
          new Mistake("quietHours", "has from, to (two times of day that differ) and zone"));
    if (rate != null && (rate.most() < 1 || rate.most() > MOST_IN_RATE || !isSpan(rate.within())))
      mistakes.add(
          new Mistake("rate", "has most (1 to 1000) and within (a duration of at most 7 days)"));
    if (!cooldown.isZero() && !isSpan(cooldown))
      mistakes.add(new Mistake("cooldown", "is a duration from PT0S to P7D"));
    if (digest != null && !isSpan(digest))
      mistakes.add(new Mistake("digest", "is a duration of at most 7 days"));
    return mistakes;
  }

  @SuppressWarnings("ConstantValue") // A reader of JSON leaves null what is not there.
  private static boolean isSense(QuietHours hours) {
    return hours.from() != null
        && hours.to() != null
        && hours.zone() != null
        && !hours.from().equals(hours.to());
  }

  private static boolean isSpan(@Nullable Duration span) {
    return span != null && span.isPositive() && span.compareTo(LONGEST) <= 0;
  }
}
