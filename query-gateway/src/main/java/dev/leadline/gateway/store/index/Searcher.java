package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.Search.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents of a segment that have all words of a search, or its phone number. Candidates
 * come from the rarest pieces of a word and are then looked at in their texts, which is quicker
 * than any index of everything.
 */
final class Searcher {

  /** Of a word's pieces, so many of the rarest leave few candidates that do not have the word. */
  private static final int PIECES = 3;

  private final List<Wanted> words;
  private final @Nullable Words phone;
  private final @Nullable String digits;

  /**
   * A word to be found.
   *
   * @param typos words that differ by a typo; null when none is forgiven
   */
  private record Wanted(String word, Words bytes, @Nullable CompiledAutomaton typos) {
    static Wanted of(String word) {
      return new Wanted(
          word,
          new Words(word),
          Search.forgives(word)
              ? new CompiledAutomaton(
                  new LevenshteinAutomata(word, true).toAutomaton(1), true, false)
              : null);
    }

    boolean isShort() {
      return word.length() < Search.SHORTEST_WITHIN;
    }
  }

  Searcher(Search search) {
    // The longest word leaves the fewest candidates, and the others are only looked for in those.
    words =
        search.words().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Wanted::of)
            .toList();
    digits = search.phone();
    phone = digits == null ? null : new Words(digits);
  }

  /** The documents among these. */
  Matches find(LeafReader reader, Segment segment, FixedBitSet among) throws IOException {
    Matches byWords = words.isEmpty() ? new Matches() : byWords(reader, segment, among);
    return phone == null || digits == null
        ? byWords
        : or(byWords, phone, pieces(reader, segment, Grams.within(digits), among), segment);
  }

  private Matches byWords(LeafReader reader, Segment segment, FixedBitSet among)
      throws IOException {
    var found = new Matches();
    var typos = new ArrayList<@Nullable FixedBitSet>();
    for (Wanted word : words) typos.add(typos(reader, segment, word));
    FixedBitSet candidates = candidates(reader, segment, words.getFirst(), among);
    FixedBitSet misspelt = typos.getFirst();
    if (misspelt != null) {
      candidates.or(misspelt);
      candidates.and(among);
    }
    for (int document = next(candidates, 0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(candidates, document + 1)) {
      int rank = 0;
      for (int i = 0; i < words.size() && rank >= 0; i++) {
        Match match = match(segment, words.get(i), typos.get(i), document);
        rank = match == null ? -1 : rank + match.rank();
      }
      if (rank >= 0) found.add(document, Math.min(rank, Byte.MAX_VALUE));
    }
    return found;
  }

  private static @Nullable Match match(
      Segment segment, Wanted wanted, @Nullable FixedBitSet typos, int document) {
    int from = segment.textStart[document];
    int to = segment.textStart[document + 1];
    Match match = wanted.bytes().in(segment.text, from, to);
    if (wanted.isShort()) return match == null || match == Match.WITHIN ? null : Match.START;
    if (match == null && typos != null && typos.get(document)) return Match.TYPO;
    return match;
  }

  private static Matches or(Matches byWords, Words phone, FixedBitSet candidates, Segment segment) {
    var ranks = new byte[candidates.length()];
    for (int i = 0; i < byWords.size(); i++) {
      candidates.set(byWords.document(i));
      ranks[byWords.document(i)] = (byte) (byWords.rank(i) + 1);
    }
    var found = new Matches();
    for (int document = next(candidates, 0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(candidates, document + 1)) {
      int to = segment.textStart[document + 1];
      int line = Words.lastLine(segment.text, segment.textStart[document], to);
      Match match = phone.in(segment.text, line, to);
      int rank = ranks[document] - 1;
      if (match != null && (rank < 0 || match.rank() < rank)) rank = match.rank();
      if (rank >= 0) found.add(document, rank);
    }
    return found;
  }

  private static FixedBitSet candidates(
      LeafReader reader, Segment segment, Wanted wanted, FixedBitSet among) throws IOException {
    List<String> grams =
        wanted.isShort() ? List.of(Grams.beginning(wanted.word())) : Grams.within(wanted.word());
    return pieces(reader, segment, grams, among);
  }

  /** A piece and how many documents have it. */
  private record Piece(String gram, int documents) {}

  private static FixedBitSet pieces(
      LeafReader reader, Segment segment, List<String> grams, FixedBitSet among)
      throws IOException {
    var none = new FixedBitSet(segment.documents);
    Terms terms = reader.terms(Fields.GRAM);
    if (terms == null) return none;
    TermsEnum all = terms.iterator();
    var pieces = new ArrayList<Piece>();
    for (String gram : grams) {
      if (!all.seekExact(new BytesRef(gram))) return none;
      pieces.add(new Piece(gram, all.docFreq()));
    }
    pieces.sort(Comparator.comparingInt(Piece::documents));
    FixedBitSet left = none;
    for (int i = 0; i < Math.min(PIECES, pieces.size()); i++) {
      // Once few are left, looking at them is quicker than reading a long list.
      if (i > 0 && pieces.get(i).documents() > 16L * pieces.getFirst().documents()) break;
      all.seekExact(new BytesRef(pieces.get(i).gram()));
      PostingsEnum having = all.postings(null, PostingsEnum.NONE);
      var both = new FixedBitSet(segment.documents);
      FixedBitSet before = i == 0 ? among : left;
      for (int document = having.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = having.nextDoc()) if (before.get(document)) both.set(document);
      left = both;
    }
    return left;
  }

  private static @Nullable FixedBitSet typos(LeafReader reader, Segment segment, Wanted wanted)
      throws IOException {
    CompiledAutomaton automaton = wanted.typos();
    Terms terms = automaton == null ? null : reader.terms(Fields.WORD);
    if (automaton == null || terms == null) return null;
    var found = new FixedBitSet(segment.documents);
    TermsEnum similar = automaton.getTermsEnum(terms);
    PostingsEnum having = null;
    while (similar.next() != null) {
      having = similar.postings(having, PostingsEnum.NONE);
      for (int document = having.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = having.nextDoc()) found.set(document);
    }
    return found;
  }

  private static int next(FixedBitSet documents, int from) {
    return from >= documents.length() ? DocIdSetIterator.NO_MORE_DOCS : documents.nextSetBit(from);
  }
}
