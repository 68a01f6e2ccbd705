package dev.leadline.enrichment.domain.summary;

import dev.leadline.events.Shortened;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model says is believed as far as it can be checked: a quote has to occur in the message of
 * the lead that it cites, and nothing may be longer than it may be. What a lead writes to a model
 * can so make it say nothing that the lead has not said.
 */
public final class Citations {

  private static final int LONGEST_TEXT = 1_200;
  private static final int LONGEST_QUOTE = 400;
  private static final int LONGEST_STAGE = 40;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Citations() {}

  /** The same without what cannot be checked; null if no text is left. */
  public static @Nullable Summary checked(Summary said, Conversation conversation) {
    Map<String, String> messages = new HashMap<>();
    for (Line line : conversation.ofLead())
      messages.merge(line.messageId(), plain(line.text()), (one, other) -> one + "\n" + other);
    String text = said.text().strip();
    if (text.isEmpty()) return null;
    String stage = said.salesStage() == null ? null : said.salesStage().strip();
    return new Summary(
        said.model(),
        Shortened.to(LONGEST_TEXT, text),
        said(said.questions(), messages),
        said(said.painPoints(), messages),
        said(said.interests(), messages),
        stage == null || stage.isEmpty() || stage.length() > LONGEST_STAGE ? null : stage);
  }

  private static List<Quote> said(List<Quote> quotes, Map<String, String> messages) {
    return quotes.stream()
        .filter(quote -> !quote.text().isBlank() && quote.text().length() <= LONGEST_QUOTE)
        .filter(quote -> messages.getOrDefault(quote.messageId(), "").contains(plain(quote.text())))
        .distinct()
        .limit(Extract.MOST)
        .toList();
  }

  private static String plain(String text) {
    return BLANKS
        .matcher(text.strip().replace('’', '\'').replace('“', '"').replace('”', '"'))
        .replaceAll(" ")
        .toLowerCase(Locale.ROOT);
  }
}
