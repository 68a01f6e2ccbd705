package dev.leadline.enrichment.domain.summary;

import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VendorFact.Citation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation comes to.
 *
 * @param model and its version
 * @param text a few sentences
 * @param salesStage how far the sale is, in words; null if nothing tells
 */
public record Summary(
    String model,
    String text,
    List<Quote> questions,
    List<Quote> painPoints,
    List<Quote> interests,
    @Nullable String salesStage) {

  public Summary {
    questions = List.copyOf(questions);
    painPoints = List.copyOf(painPoints);
    interests = List.copyOf(interests);
  }

  /** Of nothing, and why: it takes the place of one with the words of another. */
  public static Summary ofNothing(String why) {
    return new Summary("none", why, List.of(), List.of(), List.of(), null);
  }

  /** As the platform is told it. */
  public VendorFact.Summarised of(Conversation conversation) {
    return new VendorFact.Summarised(
        model,
        conversation.upToSequence(),
        text,
        texts(questions),
        texts(painPoints),
        texts(interests),
        salesStage,
        conversation.fromSequence(),
        Stream.of(questions, painPoints, interests)
            .flatMap(List::stream)
            .map(quote -> new Citation(quote.messageId(), quote.text(), conversation.saidAt(quote)))
            .distinct()
            .toList());
  }

  private static List<String> texts(List<Quote> quotes) {
    return quotes.stream().map(Quote::text).distinct().toList();
  }
}
