package dev.leadline.allinone.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is said in chats: subjects, each with questions and with answers that fit all of them. */
record Conversations(List<Subject> subjects) {

  static final Conversations WRITTEN = read();

  record Subject(String name, List<String> questions, List<String> answers) {}

  /** The last subject is what people say between subjects. */
  Subject smallTalk() {
    return subjects.getLast();
  }

  Subject any(Chance chance) {
    return subjects.get(chance.below(subjects.size() - 1));
  }

  private static Conversations read() {
    var subjects = new ArrayList<Subject>();
    for (String line : text().lines().toList()) {
      if (line.length() < 3) continue;
      String said = line.substring(2);
      switch (line.charAt(0)) {
        case '=' -> subjects.add(new Subject(said, new ArrayList<>(), new ArrayList<>()));
        case '?' -> subjects.getLast().questions().add(said);
        case '!' -> subjects.getLast().answers().add(said);
        case '#' -> {}
        default -> throw new IllegalStateException("conversations.txt has the line " + line);
      }
    }
    return new Conversations(List.copyOf(subjects));
  }

  private static String text() {
    try (InputStream in = Conversations.class.getResourceAsStream("conversations.txt")) {
      if (in == null) throw new IllegalStateException("conversations.txt is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
