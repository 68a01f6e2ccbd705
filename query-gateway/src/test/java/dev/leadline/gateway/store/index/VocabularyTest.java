package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  /** Of few letters, so that many have something in common. */
  private static List<List<String>> documents() {
    var random = new Random(1);
    var all = new ArrayList<List<String>>();
    for (int i = 0; i < 2_000; i++)
      all.add(List.of(word(random), word(random), "number" + random.nextInt(300)));
    return all;
  }

  private static String word(Random random) {
    return random
        .ints(1 + random.nextInt(7), 0, 4)
        .mapToObj("aböł"::charAt)
        .map(String::valueOf)
        .reduce("", String::concat);
  }

  @Test
  void what_is_within_words_is_found_in_all_that_have_it_and_in_no_other() throws IOException {
    for (String wanted : List.of("aba", "aaaa", "öłb", "number12", "ber1", "ööööööö", "zzz"))
      found(
          (vocabulary, found) ->
              vocabulary.within(
                  wanted.getBytes(UTF_8), word -> vocabulary.documentsOf(word, found)),
          word -> word.contains(wanted));
  }

  @Test
  void what_words_begin_with_is_found_in_all_that_do_and_in_no_other() throws IOException {
    for (String wanted : List.of("a", "ab", "ł", "łö", "number299", "z", ""))
      found(
          (vocabulary, found) -> vocabulary.beginning(wanted.getBytes(UTF_8), found),
          word -> word.startsWith(wanted));
  }

  @Test
  void what_is_another_word_but_for_a_typo_is_found_in_all_that_have_it_and_in_no_other()
      throws IOException {
    for (String wanted : List.of("number12", "abaöł", "aaaaa", "łłłłłł", "öböböböb", "mumber7")) {
      var typos = new Typos(wanted);
      found(
          (vocabulary, found) ->
              vocabulary.misspelt(typos, word -> vocabulary.documentsOf(word, found)),
          word -> {
            byte[] text = word.getBytes(UTF_8);
            return typos.forgive(text, 0, text.length);
          });
    }
  }

  @Test
  void a_segment_without_a_word_has_none() throws IOException {
    var empty = new Vocabulary(null);
    IntConsumer none =
        word -> {
          throw new AssertionError("Found word " + word);
        };
    empty.within("abc".getBytes(UTF_8), none);
    var found = new FixedBitSet(1);
    empty.beginning("a".getBytes(UTF_8), found);
    assertThat(found.cardinality()).isZero();
    empty.misspelt(new Typos("abcde"), none);
  }

  private static void found(BiConsumer<Vocabulary, FixedBitSet> search, Predicate<String> wanted)
      throws IOException {
    List<List<String>> documents = documents();
    SegmentsOfDocuments.with(
        documents.stream().map(VocabularyTest::document).toList(),
        segment -> {
          var vocabulary = new Vocabulary(segment.terms(Fields.WORD));
          var found = new FixedBitSet(documents.size());
          search.accept(vocabulary, found);
          assertThat(IntStream.range(0, documents.size()).filter(found::get).boxed())
              .containsExactlyElementsOf(
                  IntStream.range(0, documents.size())
                      .filter(i -> documents.get(i).stream().anyMatch(wanted))
                      .boxed()
                      .toList());
        });
  }

  private static Document document(List<String> words) {
    var document = new Document();
    for (String word : words) document.add(new StringField(Fields.WORD, word, Field.Store.NO));
    return document;
  }
}
