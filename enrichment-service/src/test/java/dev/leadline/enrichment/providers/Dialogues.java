package dev.leadline.enrichment.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences of leads with their labels; the files in the folder of resources say how they read. */
final class Dialogues {

  private static final Pattern LABELLED = Pattern.compile("\\[([qpi-]+)]([^\\[]*)");

  /** What somebody said and what holds of it. */
  record Labelled(String sentence, String labels) {
    boolean is(char label) {
      return labels.indexOf(label) >= 0;
    }
  }

  /** A message of a lead, sentence by sentence. */
  record Message(List<Labelled> sentences) {
    String text() {
      return String.join(" ", sentences.stream().map(Labelled::sentence).toList());
    }
  }

  private Dialogues() {}

  static List<Labelled> tuning() {
    return lines("tuning.txt").stream()
        .map(line -> line.split(" ", 2))
        .map(parts -> new Labelled(parts[1], parts[0]))
        .toList();
  }

  /** Each dialogue as the messages of its lead. */
  static List<List<Message>> unseen() {
    var dialogues = new ArrayList<List<Message>>();
    for (String line : lines("unseen.txt"))
      switch (line.charAt(0)) {
        case '=' -> dialogues.add(new ArrayList<>());
        case 'L' -> dialogues.getLast().add(message(line));
        case 'A' -> {}
        default -> throw new IllegalStateException("unseen.txt has the line " + line);
      }
    return dialogues;
  }

  private static Message message(String line) {
    var sentences = new ArrayList<Labelled>();
    Matcher labelled = LABELLED.matcher(line);
    while (labelled.find())
      sentences.add(new Labelled(labelled.group(2).strip(), labelled.group(1)));
    return new Message(sentences);
  }

  private static List<String> lines(String file) {
    try (InputStream in = Dialogues.class.getResourceAsStream("/summary/" + file)) {
      if (in == null) throw new IllegalStateException(file + " is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
