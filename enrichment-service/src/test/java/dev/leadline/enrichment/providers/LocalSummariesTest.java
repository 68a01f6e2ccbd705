package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.Line;
import dev.leadline.enrichment.domain.summary.Line.Speaker;
import dev.leadline.enrichment.domain.summary.Quote;
import dev.leadline.enrichment.domain.summary.SumUp;
import dev.leadline.enrichment.domain.summary.Summary;
import dev.leadline.enrichment.providers.Dialogues.Labelled;
import dev.leadline.enrichment.providers.Dialogues.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The local summary on dialogues that it was not tuned on; {@code docs/summaries.md} has the
 * figures.
 */
class LocalSummariesTest {

  /** Agreement on one kind of sentence. */
  private record Agreement(int both, int onlyModel, int onlyPerson) {
    double precision() {
      return both / (double) (both + onlyModel);
    }

    double recall() {
      return both / (double) (both + onlyPerson);
    }

    double f1() {
      return 2 * precision() * recall() / (precision() + recall());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "precision %.3f, recall %.3f, F1 %.3f (%d labelled)",
          precision(),
          recall(),
          f1(),
          both + onlyPerson);
    }
  }

  private static final Instant THEN = Instant.parse("2026-11-01T09:00:00Z");

  private final LocalSummaries summaries = new LocalSummaries(0);

  private static Conversation conversation(List<Message> messages) {
    var lines = new ArrayList<Line>();
    for (Message message : messages)
      lines.add(new Line(lines.size() + 1, "m" + lines.size(), THEN, Speaker.LEAD, message.text()));
    return new Conversation(lines, false);
  }

  /** A quote is right if it is, contains or is contained in a sentence with the label. */
  private Agreement agreement(
      List<List<Message>> dialogues,
      List<Summary> answers,
      char label,
      Function<Summary, List<Quote>> part,
      List<String> misses) {
    int both = 0;
    int onlyModel = 0;
    int onlyPerson = 0;
    for (int i = 0; i < dialogues.size(); i++) {
      Set<Labelled> found = new HashSet<>();
      for (Quote quote : part.apply(answers.get(i))) {
        Message message = dialogues.get(i).get(Integer.parseInt(quote.messageId().substring(1)));
        List<Labelled> matched =
            message.sentences().stream()
                .filter(it -> it.is(label))
                .filter(
                    it ->
                        it.sentence().contains(quote.text())
                            || quote.text().contains(it.sentence()))
                .toList();
        if (matched.isEmpty()) {
          onlyModel++;
          misses.add(label + " too much: " + quote.text());
        }
        found.addAll(matched);
      }
      both += found.size();
      for (Message message : dialogues.get(i))
        for (Labelled sentence : message.sentences())
          if (sentence.is(label) && !found.contains(sentence)) {
            onlyPerson++;
            misses.add(label + " missed: " + sentence.sentence());
          }
    }
    return new Agreement(both, onlyModel, onlyPerson);
  }

  @Test
  void it_agrees_with_a_person_about_dialogues_that_it_was_not_tuned_on() {
    List<List<Message>> dialogues = Dialogues.unseen();
    List<Summary> answers =
        dialogues.stream()
            .map(messages -> ((SumUp.Written) summaries.sumUp(conversation(messages))).summary())
            .toList();
    var misses = new ArrayList<String>();
    Agreement questions = agreement(dialogues, answers, 'q', Summary::questions, misses);
    Agreement painPoints = agreement(dialogues, answers, 'p', Summary::painPoints, misses);
    Agreement interests = agreement(dialogues, answers, 'i', Summary::interests, misses);
    String report =
        "questions: %s%npain points: %s%ninterests: %s%n%s"
            .formatted(questions, painPoints, interests, String.join("\n", misses));
    assertThat(questions.precision()).as(report).isGreaterThanOrEqualTo(0.9);
    assertThat(questions.recall()).as(report).isGreaterThanOrEqualTo(0.9);
    assertThat(painPoints.f1()).as(report).isGreaterThanOrEqualTo(0.8);
    assertThat(interests.f1()).as(report).isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void nothing_of_the_test_set_is_in_the_tuning_set() {
    Set<String> tuned = new HashSet<>();
    Dialogues.tuning().forEach(it -> tuned.add(it.sentence().toLowerCase(Locale.ROOT)));
    assertThat(
            Dialogues.unseen().stream()
                .flatMap(List::stream)
                .flatMap(it -> it.sentences().stream()))
        .filteredOn(it -> !it.is('-'))
        .noneMatch(it -> tuned.contains(it.sentence().toLowerCase(Locale.ROOT)));
  }

  @Test
  void words_are_taken_apart_as_the_model_was_trained_on() throws IOException {
    try (InputStream tokenizer =
        LocalSummariesTest.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      WordPieces pieces = WordPieces.read(tokenizer);
      assertThat(pieces.idsOf("Hello, world!", 128))
          .containsExactly(101, 7592, 1010, 2088, 999, 102);
      assertThat(pieces.idsOf("Café\u200b unaffable", 128))
          .containsExactly(101, 7668, 14477, 20961, 3468, 102);
      assertThat(pieces.idsOf("word ".repeat(300), 128)).hasSize(128);
    }
  }
}
