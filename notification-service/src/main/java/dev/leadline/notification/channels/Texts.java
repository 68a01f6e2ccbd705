package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Notice;
import java.util.List;

/** Notices as plain text. */
final class Texts {

  private static final int LONGEST_TITLE = 500;

  private Texts() {}

  /** One line for one notice or for many. */
  static String headline(List<Notice> notices) {
    return notices.size() == 1
        ? oneLine(shortened(notices.getFirst().title(), LONGEST_TITLE))
        : "%d notifications from Leadline".formatted(notices.size());
  }

  /** All that there is to say. */
  static String whole(List<Notice> notices) {
    var text = new StringBuilder();
    for (Notice notice : notices) {
      text.append(oneLine(notice.title())).append("\n");
      for (Notice.Fact fact : notice.facts())
        text.append(fact.label()).append(": ").append(oneLine(fact.value())).append("\n");
      if (notice.words() != null)
        notice.words().lines().forEach(line -> text.append("> ").append(line).append("\n"));
      if (notice.leadUrl() != null) text.append("Open: ").append(notice.leadUrl()).append("\n");
      if (notice.takeOverUrl() != null)
        text.append("Take over: ").append(notice.takeOverUrl()).append("\n");
      text.append("\n");
    }
    return text.toString();
  }

  /** At most so many characters, and no half of one. */
  static String shortened(String text, int most) {
    if (text.length() <= most) return text;
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** At most so many bytes of UTF-8, and no half of a character. */
  static String shortenedToBytes(String text, int most) {
    int bytes = 0;
    int fits = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > most) return text.substring(0, fits) + "…";
      at += Character.charCount(point);
      // What is cut has to leave room for the sign that it was.
      if (bytes <= most - 3) fits = at;
    }
    return text;
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
