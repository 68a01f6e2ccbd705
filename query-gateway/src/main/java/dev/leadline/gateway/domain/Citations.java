package dev.leadline.gateway.domain;

import dev.leadline.events.Value;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadDetail.Detail;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From which messages of the lead the words of a conversation summary are. Messages are numbered as
 * they were said, so that one has the same number wherever it is cited.
 */
public final class Citations {

  /** As many characters of a quote as are enough to know it again where it was shortened. */
  private static final int ENOUGH = 60;

  private final List<Quote> quotes;
  private final List<Instant> messages;

  private record Quote(Instant at, String words) {}

  /** A cited message and what of the value is from it. */
  public record Message(int number, Instant at, Set<String> words) {

    public Message {
      words = Set.copyOf(words);
    }
  }

  private Citations(List<Quote> quotes) {
    this.quotes = quotes;
    this.messages = quotes.stream().map(Quote::at).distinct().sorted().toList();
  }

  /** Reads {@link LeadDetail#CITATIONS}; whatever cannot be read cites nothing. */
  public static Citations of(@Nullable Detail told) {
    return new Citations(
        told != null && told.value() instanceof Value.Texts(List<String> texts)
            ? texts.stream().flatMap(Citations::quote).toList()
            : List.of());
  }

  private static Stream<Quote> quote(String told) {
    int blank = told.indexOf(' ');
    if (blank < 0 || told.substring(blank).isBlank()) return Stream.empty();
    try {
      return Stream.of(
          new Quote(Instant.parse(told.substring(0, blank)), told.substring(blank + 1)));
    } catch (DateTimeException notATime) {
      return Stream.empty();
    }
  }

  /** The messages from which the words of this value are, in the order in which they were said. */
  public List<Message> of(Value value) {
    var cited = new TreeMap<Instant, Set<String>>();
    for (Quote quote : quotes)
      if (isIn(value, quote.words()))
        cited.computeIfAbsent(quote.at(), _ -> new HashSet<>()).add(quote.words());
    return cited.entrySet().stream()
        .map(it -> new Message(messages.indexOf(it.getKey()) + 1, it.getKey(), it.getValue()))
        .toList();
  }

  private static boolean isIn(Value value, String words) {
    return switch (value) {
      case Value.Texts(List<String> texts) -> texts.contains(words);
      case Value.Text(String text) ->
          text.contains(words.substring(0, Math.min(ENOUGH, words.length())));
      case Value.Whole _, Value.Flag _ -> false;
    };
  }
}
