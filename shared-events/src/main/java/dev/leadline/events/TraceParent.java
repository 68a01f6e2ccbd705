package dev.leadline.events;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which trace something belongs to, as W3C Trace Context writes it: {@code 00-traceId-spanId-flags}
 * in lower-case hexadecimal digits. A later version of the format begins the same way.
 *
 * @param traceId 32 digits
 * @param spanId 16 digits
 * @param sampled whether whoever began the trace keeps it
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

  /** Name of the header of HTTP, and of Kafka where no CloudEvents attribute says it. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int LONGEST = 512;
  private static final int HEXADECIMAL = 16;

  /** Reads it; null for what is none, which the standard wants to be passed over in silence. */
  public static @Nullable TraceParent of(@Nullable String text) {
    if (text == null || text.length() > LONGEST) return null;
    var read = FORM.matcher(text);
    if (!read.matches() || isNothing(read.group(1)) || isNothing(read.group(2))) return null;
    int flags = Integer.parseInt(read.group(3), HEXADECIMAL);
    return new TraceParent(read.group(1), read.group(2), (flags & 1) == 1);
  }

  private static boolean isNothing(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /**
   * Those that somebody keeps, each once: what a batch of records is a part of.
   *
   * @param texts of each record what it says, or null
   * @param most that are of interest
   */
  public static List<TraceParent> sampled(Stream<@Nullable String> texts, int most) {
    return texts
        .filter(Objects::nonNull)
        .distinct()
        .map(TraceParent::of)
        .filter(one -> one != null && one.sampled())
        .limit(most)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** In the words of the standard. */
  public String text() {
    return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
  }
}
