package dev.leadline.timeline.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines of a timeline, put together of parts that may be missing. */
final class Words {

  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /** What happened, and a detail of it if there is one. */
  static String with(String what, String joint, @Nullable String detail) {
    return isMissing(detail) ? what : what + joint + detail;
  }

  /** What happened, and a remark on it if there is one. */
  static String remarked(String what, @Nullable String remark) {
    return isMissing(remark) ? what : what + " (" + remark + ")";
  }

  /** The first of these that is there. */
  static String first(String otherwise, @Nullable String... candidates) {
    for (String candidate : candidates)
      if (candidate != null && !candidate.isBlank()) return candidate;
    return otherwise;
  }

  static @Nullable String readable(@Nullable Instant at) {
    return at == null ? null : READABLE.format(at);
  }

  /** A length of time, as calls have: {@code 3 min 20 s}. */
  static @Nullable String lasting(@Nullable Long seconds) {
    if (seconds == null) return null;
    if (seconds < 60) return seconds + " s";
    String minutes = seconds / 60 + " min";
    return seconds % 60 == 0 ? minutes : minutes + " " + seconds % 60 + " s";
  }

  /** {@code NO_ANSWER} becomes {@code no answer}, {@code company_name} {@code company name}. */
  static @Nullable String plain(@Nullable Object name) {
    return name == null ? null : name.toString().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  /** {@code leadline.fax.page-sent.v1} becomes {@code Fax: page sent}. */
  static String ofType(String type) {
    String name = type.replaceFirst("^leadline\\.", "").replaceFirst("\\.v\\d+$", "");
    int dot = name.indexOf('.');
    String words = dot < 0 ? name : name.substring(0, dot) + ": " + name.substring(dot + 1);
    words = words.replace('-', ' ').replace('.', ' ');
    return words.isEmpty() ? "Something happened" : capital(words);
  }

  static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static boolean isMissing(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
