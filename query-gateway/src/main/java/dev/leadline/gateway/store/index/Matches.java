package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Search.Match;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Documents of a segment that a search found, and how well. */
final class Matches {

  private final FixedBitSet documents;
  private final List<Ways> words = new ArrayList<>();
  private @Nullable Ways phone;

  /** Those that may be found, of which each word leaves some. */
  Matches(FixedBitSet among) {
    documents = among.clone();
  }

  /** Only what has this too is left. */
  void and(Ways word) {
    words.add(word);
    documents.and(word.any());
  }

  /** What has this is found as well. */
  void or(Ways number) {
    phone = number;
    documents.or(number.any());
  }

  FixedBitSet documents() {
    return documents;
  }

  /** The less the better. */
  int rank(int document) {
    int byWords = words.isEmpty() ? Byte.MAX_VALUE : 0;
    for (Ways word : words) byWords += word.rank(document);
    return Math.min(
        Math.min(byWords, phone == null ? Byte.MAX_VALUE : phone.rank(document)), Byte.MAX_VALUE);
  }

  /** The documents that have a word, by the best way in which they have it. */
  static final class Ways {

    /** The best way first. */
    private final Map<Match, FixedBitSet> documents = new EnumMap<>(Match.class);

    private final int of;
    private final boolean ranked;

    /**
     * None so far.
     *
     * @param ranked whether anybody will ask for ranks; if not, all ways are one
     */
    Ways(int of, boolean ranked) {
      this.of = of;
      this.ranked = ranked;
    }

    /** Those that have it in a way, to be added to. */
    FixedBitSet by(Match match) {
      return documents.computeIfAbsent(ranked ? match : Match.WITHIN, way -> new FixedBitSet(of));
    }

    /** Not to be changed. */
    FixedBitSet any() {
      if (documents.size() == 1) return documents.values().iterator().next();
      var any = new FixedBitSet(of);
      documents.values().forEach(any::or);
      return any;
    }

    private int rank(int document) {
      for (Map.Entry<Match, FixedBitSet> way : documents.entrySet())
        if (way.getValue().get(document)) return way.getKey().rank();
      return Byte.MAX_VALUE;
    }
  }
}
