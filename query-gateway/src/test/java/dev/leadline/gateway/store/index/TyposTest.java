package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.UTF32ToUTF8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TyposTest {

  /** Letters of one, two, three and four bytes, some of which have their first bytes in common. */
  private static final List<String> LETTERS = List.of("a", "b", "é", "è", "文", "数", "𐐨", "𐐩");

  private static boolean forgives(String word, String other) {
    byte[] text = ("<" + other + ">").getBytes(UTF_8);
    return new Typos(word).forgive(text, 1, text.length - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "james, james, true",
    "james, jamess, true",
    "james, jmes, true",
    "james, jamas, true",
    "james, ajmes, true",
    "james, jamse, true",
    "james, ames, true",
    "james, xjames, true",
    "james, jamsex, false",
    "james, jaems, true",
    "james, jasme, false",
    "james, jame, true",
    "james, jam, false",
    "james, jaxxs, false",
    "łukasz, łuaksz, true",
    "łukasz, ukłasz, false",
    "zażółć, zaćółż, false",
    "zażółć, zażóćł, true"
  })
  void one_letter_may_be_too_many_or_missing_or_another_and_two_may_have_changed_places(
      String word, String other, boolean forgiven) {
    assertThat(forgives(word, other)).isEqualTo(forgiven);
  }

  @Test
  void it_forgives_as_an_automaton_of_one_edit_does() {
    var random = new Random(7);
    int forgiven = 0;
    for (int round = 0; round < 300; round++) {
      String word = letters(random, 5 + random.nextInt(4));
      var automaton =
          new ByteRunAutomaton(
              Operations.determinize(
                  new UTF32ToUTF8().convert(new LevenshteinAutomata(word, true).toAutomaton(1)),
                  10_000),
              true);
      for (int i = 0; i < 60; i++) {
        String other = changed(random, word, random.nextInt(4));
        var bytes = new BytesRef(other);
        boolean wanted = automaton.run(bytes.bytes, bytes.offset, bytes.length);
        assertThat(forgives(word, other)).as("%s for %s", other, word).isEqualTo(wanted);
        if (wanted) forgiven++;
      }
    }
    assertThat(forgiven).isBetween(4_000, 14_000);
  }

  @Test
  void whoever_has_a_typo_begins_with_the_first_half_or_ends_with_two_letters() {
    var random = new Random(8);
    for (int round = 0; round < 20_000; round++) {
      String word = letters(random, 5 + random.nextInt(4));
      String other = changed(random, word, 1);
      if (!forgives(word, other)) continue;
      String half = new String(new Typos(word).firstHalf(), UTF_8);
      String end = word.substring(word.offsetByCodePoints(word.length(), -2));
      assertThat(other.startsWith(half) || other.endsWith(end)).as(other + " for " + word).isTrue();
    }
  }

  private static String letters(Random random, int number) {
    var word = new StringBuilder();
    for (int i = 0; i < number; i++) word.append(LETTERS.get(random.nextInt(LETTERS.size())));
    return word.toString();
  }

  /** With so many letters added, taken away, made others or swapped. */
  private static String changed(Random random, String word, int edits) {
    List<String> letters =
        new ArrayList<>(word.codePoints().mapToObj(Character::toString).toList());
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(letters.size());
      String letter = LETTERS.get(random.nextInt(LETTERS.size()));
      switch (random.nextInt(4)) {
        case 0 -> letters.add(at + random.nextInt(2), letter);
        case 1 -> letters.remove(at);
        case 2 -> letters.set(at, letter);
        default -> letters.add(Math.min(at + 1, letters.size() - 1), letters.remove(at));
      }
    }
    return String.join("", letters);
  }
}
