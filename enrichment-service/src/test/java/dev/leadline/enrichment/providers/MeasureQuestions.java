package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.summary.Sentences;
import dev.leadline.events.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * How well questions are found in talks of other authors: the users' turns of a part of the
 * Schema-Guided Dialogue data set, which is no part of Leadline. A turn counts if its acts leave no
 * doubt: one with {@code REQUEST} asks something; thanks, goodbyes, agreement, refusal and choices
 * do not; with any other act it is left out. A turn is found if one of its sentences is. Arguments:
 * the folder of the part, how many dialogues, the seed by which they are drawn, and {@code show} to
 * see what is wrong, which is for the training part alone.
 */
final class MeasureQuestions {

  private static final String QUESTION = "REQUEST";
  private static final Set<String> NONE =
      Set.of("THANK_YOU", "GOODBYE", "AFFIRM", "NEGATE", "SELECT", "NEGATE_INTENT");

  private record Turn(String text, boolean asks) {}

  private MeasureQuestions() {}

  public static void main(String[] arguments) throws IOException {
    List<JsonNode> dialogues = new ArrayList<>();
    try (var files = Files.list(Path.of(arguments[0]))) {
      for (Path file :
          files
              .filter(it -> it.getFileName().toString().startsWith("dialogues_"))
              .sorted()
              .toList()) Json.MAPPER.readTree(Files.readString(file)).forEach(dialogues::add);
    }
    Collections.shuffle(dialogues, new Random(Long.parseLong(arguments[2])));
    List<Turn> turns =
        dialogues.stream()
            .limit(Long.parseLong(arguments[1]))
            .flatMap(dialogue -> turns(dialogue).stream())
            .toList();
    boolean show = arguments.length > 3 && arguments[3].equals("show");
    SentenceKinds kinds = SentenceKinds.shipped();
    int right = 0;
    int found = 0;
    try (var model = SentenceModel.load()) {
      for (Turn turn : turns) {
        boolean is =
            Sentences.in(turn.text()).stream()
                .anyMatch(sentence -> kinds.of(model.of(sentence), sentence).question());
        if (is) found++;
        if (is && turn.asks()) right++;
        if (show && is != turn.asks())
          System.out.printf("%s: %s%n", is ? "too much" : "missed", turn.text());
      }
    }
    long asked = turns.stream().filter(Turn::asks).count();
    System.out.printf(
        Locale.ROOT,
        "%d turns, %d ask: precision %.3f, recall %.3f%n",
        turns.size(),
        asked,
        right / (double) found,
        right / (double) asked);
  }

  private static List<Turn> turns(JsonNode dialogue) {
    var turns = new ArrayList<Turn>();
    for (JsonNode turn : dialogue.path("turns")) {
      if (!turn.path("speaker").asString("").equals("USER")) continue;
      Set<String> acts = new TreeSet<>();
      for (JsonNode frame : turn.path("frames"))
        for (JsonNode action : frame.path("actions")) acts.add(action.path("act").asString(""));
      String text = turn.path("utterance").asString("");
      boolean asks = acts.remove(QUESTION);
      if ((asks || !acts.isEmpty()) && NONE.containsAll(acts)) turns.add(new Turn(text, asks));
    }
    return turns;
  }
}
