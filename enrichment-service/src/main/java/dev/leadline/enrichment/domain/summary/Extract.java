package dev.leadline.enrichment.domain.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A summary in the lead's own words: its sentences are sorted into questions, pain points and
 * interests, and nothing is put into its mouth.
 */
public final class Extract {

  /** Only the newest of each kind are shown. */
  static final int MOST = 12;

  /** Sentences of one conversation that are looked at, the newest. */
  private static final int SENTENCES = 240;

  private static final int LONGEST_QUOTE = 240;
  private static final int LONGEST_IN_TEXT = 110;

  private static final Map<String, Pattern> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put(
        "Ready to buy",
        words(
            "sign (me|us) up|order form|purchase order|move forward|proceed with|let'?s go"
                + " with|ready to (buy|upgrade|sign|start)|send (me|us) the contract|we('ll| will)"
                + " take"));
    STAGES.put(
        "Comparing vendors",
        words(
            "evaluat\\w+|compar\\w+|competitors?|vendors?|suppliers?|alternatives?|different from"
                + "|references?|shortlist\\w*"));
    STAGES.put(
        "Asking about price",
        words(
            "pric\\w+|costs?|how much|fees?|discounts?|quotes?|budget|expensive|plans?|per"
                + " (month|seat|user)|licen[cs]es?"));
  }

  private Extract() {}

  /**
   * Sums a conversation up.
   *
   * @param kinds sorts sentences; one answer for each, in their order
   */
  public static Summary of(
      Conversation conversation, String model, Function<List<String>, List<Kinds>> kinds) {
    var sentences = new ArrayList<Quote>();
    for (Line line : conversation.ofLead())
      for (String sentence : Sentences.in(line.text()))
        sentences.add(new Quote(line.messageId(), sentence));
    List<Quote> newest =
        sentences.subList(Math.max(0, sentences.size() - SENTENCES), sentences.size());
    List<Kinds> sorted = kinds.apply(newest.stream().map(Quote::text).toList());
    var questions = new ArrayList<Quote>();
    var painPoints = new ArrayList<Quote>();
    var interests = new ArrayList<Quote>();
    for (int i = 0; i < newest.size(); i++) {
      Quote quote = shortened(newest.get(i), LONGEST_QUOTE);
      Kinds kind = sorted.get(i);
      if (kind.question()) questions.add(quote);
      if (kind.painPoint()) painPoints.add(quote);
      if (kind.interest()) interests.add(quote);
    }
    String stage = stage(newest, !questions.isEmpty() || !interests.isEmpty());
    return new Summary(
        model,
        text(conversation, questions, painPoints, interests),
        last(questions),
        last(painPoints),
        last(interests),
        stage);
  }

  private static @Nullable String stage(List<Quote> said, boolean exploring) {
    for (var stage : STAGES.entrySet())
      if (said.stream().anyMatch(quote -> stage.getValue().matcher(quote.text()).find()))
        return stage.getKey();
    return exploring ? "Exploring" : null;
  }

  private static String text(
      Conversation conversation,
      List<Quote> questions,
      List<Quote> painPoints,
      List<Quote> interests) {
    int messages = conversation.ofLead().size();
    var text = new StringBuilder("The lead wrote %s.".formatted(count(messages, "message")));
    if (!interests.isEmpty()) text.append(" Looks for: ").append(quoted(interests));
    if (!painPoints.isEmpty()) text.append(" Troubled by: ").append(quoted(painPoints));
    if (!questions.isEmpty())
      text.append(" Asked %s, last: ".formatted(count(questions.size(), "question")))
          .append(quoted(questions.subList(questions.size() - 1, questions.size())));
    return text.toString();
  }

  private static String count(int number, String what) {
    return number == 1 ? "one " + what : number + " " + what + "s";
  }

  /** The two newest. */
  private static String quoted(List<Quote> quotes) {
    return quotes.subList(Math.max(0, quotes.size() - 2), quotes.size()).stream()
        .map(quote -> "“" + shortened(quote, LONGEST_IN_TEXT).text() + "”")
        .collect(Collectors.joining(" and ", "", "."));
  }

  private static List<Quote> last(List<Quote> quotes) {
    List<Quote> distinct = new ArrayList<>();
    for (Quote quote : quotes.reversed())
      if (distinct.size() < MOST
          && distinct.stream().noneMatch(known -> known.text().equalsIgnoreCase(quote.text())))
        distinct.add(quote);
    Collections.reverse(distinct);
    return distinct;
  }

  /** Cut between words; what is left still occurs in the message. */
  private static Quote shortened(Quote quote, int longest) {
    if (quote.text().length() <= longest) return quote;
    String cut = quote.text().substring(0, longest);
    int space = cut.lastIndexOf(' ');
    return new Quote(quote.messageId(), space > longest / 2 ? cut.substring(0, space) : cut);
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }
}
