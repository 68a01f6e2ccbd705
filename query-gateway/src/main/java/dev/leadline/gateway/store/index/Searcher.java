package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.Search.Match;
import dev.leadline.gateway.store.index.Matches.Ways;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents of a segment that have all words of a search, or its phone number. A word is
 * looked for in the vocabulary of the segment, and whoever has what was found there is found. Only
 * what has signs in it, as part of an address has, is looked for in the texts.
 */
final class Searcher {

  private final List<Wanted> words;
  private final @Nullable Wanted phone;
  private final boolean ranked;

  /**
   * For one search.
   *
   * @param ranked whether the best match comes first
   */
  Searcher(Search search, boolean ranked) {
    // The longest word leaves the fewest for those that have to be looked for in texts.
    words =
        search.words().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Wanted::word)
            .toList();
    String digits = search.phone();
    phone = digits == null ? null : Wanted.digits(digits);
    this.ranked = ranked;
  }

  /** The documents among these. */
  Matches find(Segment segment, FixedBitSet among) {
    var found = new Matches(words.isEmpty() ? new FixedBitSet(segment.documents) : among);
    for (Wanted word : words) {
      Ways ways = new Ways(segment.documents, ranked);
      if (word.isPlain()) inVocabulary(segment.vocabulary, word, ways);
      else inTexts(segment, candidates(segment, word.part(), found.documents()), word, ways);
      Typos typos = word.typos();
      if (typos != null)
        segment.vocabulary.misspelt(typos, documentsOf(segment.vocabulary, ways.by(Match.TYPO)));
      found.and(ways);
    }
    if (phone != null) found.or(numbers(segment, phone, among));
    return found;
  }

  private void inVocabulary(Vocabulary vocabulary, Wanted wanted, Ways ways) {
    byte[] signs = wanted.signs();
    if (wanted.isShort()) vocabulary.beginning(signs, ways.by(Match.START));
    else if (ranked)
      vocabulary.within(
          signs, word -> vocabulary.documentsOf(word, ways.by(match(vocabulary, word, signs))));
    else vocabulary.within(signs, documentsOf(vocabulary, ways.by(Match.WITHIN)));
  }

  private static IntConsumer documentsOf(Vocabulary vocabulary, FixedBitSet into) {
    return word -> vocabulary.documentsOf(word, into);
  }

  private static Match match(Vocabulary vocabulary, int word, byte[] signs) {
    if (!vocabulary.begins(word, signs)) return Match.WITHIN;
    return vocabulary.lengthOf(word) == signs.length ? Match.WHOLE : Match.START;
  }

  /** The documents with a word that has this part, among some. */
  private static FixedBitSet candidates(Segment segment, Wanted.Part part, FixedBitSet among) {
    var candidates = new FixedBitSet(segment.documents);
    Vocabulary vocabulary = segment.vocabulary;
    if (part.begins()) vocabulary.beginning(part.signs(), candidates);
    else vocabulary.within(part.signs(), word -> vocabulary.documentsOf(word, candidates));
    candidates.and(among);
    return candidates;
  }

  private static void inTexts(Segment segment, FixedBitSet candidates, Wanted wanted, Ways ways) {
    for (int document = next(candidates, 0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(candidates, document + 1)) {
      Match match =
          wanted.in(segment.text, segment.textStart[document], segment.textStart[document + 1]);
      if (match != null) ways.by(match).set(document);
    }
  }

  /** The last line of a text is the number, which has no other signs. */
  private Ways numbers(Segment segment, Wanted digits, FixedBitSet among) {
    var ways = new Ways(segment.documents, ranked);
    FixedBitSet candidates = candidates(segment, digits.whole(), among);
    for (int document = next(candidates, 0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(candidates, document + 1)) {
      int to = segment.textStart[document + 1];
      Match match = digits.in(segment.text, lastLine(segment, document), to);
      if (match != null) ways.by(match).set(document);
    }
    return ways;
  }

  private static int lastLine(Segment segment, int document) {
    int start = segment.textStart[document + 1];
    while (start > segment.textStart[document] && segment.text[start - 1] != '\n') start--;
    return start;
  }

  private static int next(FixedBitSet documents, int from) {
    return from >= documents.length() ? DocIdSetIterator.NO_MORE_DOCS : documents.nextSetBit(from);
  }
}
