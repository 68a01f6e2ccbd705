package dev.leadline.gateway.store.index;

import dev.leadline.events.Stage;
import dev.leadline.gateway.domain.Cursor.AfterLead;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.LeadKey;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.Unavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The first documents of a segment, in an order, after a place. What comes behind as many of other
 * segments as are wanted may be left out.
 */
final class FirstPlaces {

  /**
   * A document and where it belongs.
   *
   * @param name empty where the order is not by that
   */
  record Placed(
      LeafReader reader, int document, SortOrder order, int rank, long activity, String name) {

    /** The same with the lead, which decides among equals alone and is read only for that. */
    AfterLead place() {
      try {
        return new AfterLead(
            order, rank, activity, name, LeadIds.idOf(document, reader).utf8ToString());
      } catch (IOException unreadable) {
        throw Unavailable.of(LuceneLeadIndex.WHAT, unreadable);
      }
    }

    /** As places are in the order; most are told apart without their leads. */
    static Comparator<Placed> in(SortOrder order) {
      Comparator<Placed> byActivity = Comparator.comparingLong(Placed::activity);
      Comparator<Placed> byName = Comparator.comparing(Placed::name, SortOrder::compare);
      return Comparator.comparingInt(Placed::rank)
          .thenComparing(order == SortOrder.NAME_DOWN ? byName.reversed() : byName)
          .thenComparing(order == SortOrder.OLDEST ? byActivity : byActivity.reversed())
          .thenComparing(Placed::place, order.places());
    }
  }

  /** More than any rank of a match or stage. */
  private static final int RANKS = 128;

  private final LeafReader reader;
  private final Selection selection;
  private final Segment segment;
  private final FixedBitSet documents;
  private final SortOrder order;
  private final @Nullable AfterLead after;
  private final int most;
  private final @Nullable Placed last;
  private final List<Placed> placed = new ArrayList<>();

  private FirstPlaces(
      LeafReader reader,
      Selection selection,
      SortOrder order,
      @Nullable AfterLead after,
      int most,
      @Nullable Placed last) {
    this.reader = reader;
    this.selection = selection;
    this.segment = selection.segment();
    this.documents = selection.documents();
    this.order = order;
    this.after = after;
    this.most = most;
    this.last = last;
  }

  /**
   * Finds them.
   *
   * @param last the last of as many places as are wanted, which were found elsewhere; null while
   *     there are fewer
   */
  static List<Placed> of(
      LeafReader reader,
      Selection selection,
      SortOrder order,
      @Nullable AfterLead after,
      int most,
      @Nullable Placed last)
      throws IOException {
    var first = new FirstPlaces(reader, selection, order, after, most, last);
    switch (order) {
      case NEWEST -> first.fromTheStart();
      case OLDEST -> first.fromTheEnd();
      case NAME, NAME_DOWN -> first.byName();
      case STAGE, STAGE_DOWN -> first.byStage();
      case BEST -> first.byMatch();
    }
    return first.placed;
  }

  private void fromTheStart() throws IOException {
    int start = after == null ? 0 : firstAfter(after);
    for (int document = next(start);
        document != DocIdSetIterator.NO_MORE_DOCS && placed.size() < most;
        document = next(document + 1)) {
      if (last != null && segment.activity[document] < last.activity()) return;
      place(document, 0, "");
    }
  }

  private void fromTheEnd() throws IOException {
    int end = (after == null ? segment.documents : firstAt(after)) - 1;
    for (int document = end < 0 ? -1 : documents.prevSetBit(end);
        document >= 0 && placed.size() < most;
        document = document == 0 ? -1 : documents.prevSetBit(document - 1)) {
      if (last != null && segment.activity[document] > last.activity()) return;
      place(document, 0, "");
    }
  }

  /**
   * Ranks of names are those of a segment; the names themselves tell segments apart. Documents of a
   * name come in the order of the segment.
   */
  private void byName() throws IOException {
    SortedDocValues names = DocValues.getSorted(reader, Fields.NAME);
    boolean down = order == SortOrder.NAME_DOWN;
    long beyond = after == null ? Long.MIN_VALUE : beyond(after, names, down);
    var first = new Smallest(most);
    for (int document = next(0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(document + 1)) {
      long place = place(segment.nameRank[document], document, down);
      if (place >= beyond) first.add(place);
    }
    for (long one : first.sorted()) {
      int document = (int) one;
      place(document, 0, names.lookupOrd(segment.nameRank[document]).utf8ToString());
    }
  }

  private static long place(int rank, int document, boolean down) {
    return ((long) (down ? -rank : rank) << Integer.SIZE) + document;
  }

  /** The least place in the order of names that is after another. */
  private long beyond(AfterLead after, SortedDocValues names, boolean down) throws IOException {
    int rank = names.lookupTerm(new BytesRef(after.name()));
    if (rank >= 0) return place(rank, firstAfter(after), down);
    // No document has this name: its neighbours decide.
    int next = -rank - 1;
    return place(down ? next - 1 : next, 0, down);
  }

  /** Keeps the smallest of many numbers. */
  private static final class Smallest {

    private final int most;
    private final long[] kept;
    private int size;
    private long limit = Long.MAX_VALUE;

    Smallest(int most) {
      this.most = most;
      this.kept = new long[4 * most];
    }

    void add(long number) {
      if (number > limit) return;
      kept[size++] = number;
      if (size < kept.length) return;
      Arrays.sort(kept);
      size = most;
      limit = kept[most - 1];
    }

    long[] sorted() {
      Arrays.sort(kept, 0, size);
      return Arrays.copyOf(kept, Math.min(size, most));
    }
  }

  private void byStage() throws IOException {
    var values = segment.values(Dimension.STAGE);
    var ranks = new int[values.size()];
    for (int value = 0; value < ranks.length; value++) {
      int stage = List.of(Stage.values()).indexOf(Stage.valueOf(values.name(value)));
      ranks[value] = order == SortOrder.STAGE ? stage : Stage.values().length - 1 - stage;
    }
    var buckets = new Buckets();
    for (int document = next(0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(document + 1)) buckets.add(document, ranks[values.firstOf(document)]);
    buckets.place();
  }

  private void byMatch() throws IOException {
    Matches matches = selection.matches();
    if (matches == null) throw new IllegalStateException("Without a search there is no best match");
    var buckets = new Buckets();
    for (int document = next(0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(document + 1)) buckets.add(document, matches.rank(document));
    buckets.place();
  }

  /** Documents of a rank come in the order of the segment. */
  private final class Buckets {

    private final int[][] documentsOf = new int[RANKS][];
    private final int[] sizes = new int[RANKS];
    private final int start = after == null ? 0 : firstAfter(after);

    Buckets() throws IOException {}

    void add(int document, int rank) {
      if (after != null && (rank < after.rank() || (rank == after.rank() && document < start)))
        return;
      if (sizes[rank] == most) return;
      int[] bucket = documentsOf[rank];
      if (bucket == null) documentsOf[rank] = bucket = new int[most];
      bucket[sizes[rank]++] = document;
    }

    void place() {
      for (int rank = 0; rank < RANKS; rank++)
        for (int i = 0; i < sizes[rank] && placed.size() < most; i++)
          FirstPlaces.this.place(documentsOf[rank][i], rank, "");
    }
  }

  private void place(int document, int rank, String name) {
    placed.add(new Placed(reader, document, order, rank, segment.activity[document], name));
  }

  /** The first document after a place in the order of the segment. */
  private int firstAfter(AfterLead place) throws IOException {
    return first(place, true);
  }

  private int firstAt(AfterLead place) throws IOException {
    return first(place, false);
  }

  /** Of documents of the same instant the keys decide, in whose order they lie. */
  private int first(AfterLead place, boolean beyond) throws IOException {
    int low = segment.firstAtOrBefore(place.activity());
    int high =
        place.activity() == Long.MIN_VALUE
            ? segment.documents
            : segment.firstAtOrBefore(place.activity() - 1);
    LeadKey key = LeadKey.of(place.leadId());
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = LeadKey.of(LeadIds.idOf(middle, reader).utf8ToString()).compareTo(key);
      if (beyond ? compared <= 0 : compared < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private int next(int from) {
    return from >= documents.length() ? DocIdSetIterator.NO_MORE_DOCS : documents.nextSetBit(from);
  }
}
