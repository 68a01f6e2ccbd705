package dev.leadline.gateway.store.index;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.SortOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What filters and a search leave of a segment: the documents that meet all of them, and for each
 * filtered dimension those that meet all others, which is what its facet counts.
 */
final class Selection {

  private final Segment segment;

  /** After the last document within the timeframe. */
  private final int end;

  /** Meets everything. */
  private FixedBitSet all;

  private int total;

  private final Map<Dimension, FixedBitSet> butOne = new EnumMap<>(Dimension.class);
  private @Nullable Matches matches;

  private Selection(Segment segment, int end, FixedBitSet all) {
    this.segment = segment;
    this.end = end;
    this.all = all;
  }

  /** Null when the segment has nothing of the tenant. */
  static @Nullable Selection of(
      String tenant,
      Filters filters,
      @Nullable Searcher searcher,
      LeafReader reader,
      Segment segment)
      throws IOException {
    FixedBitSet ofTenant = segment.of(tenant);
    if (ofTenant == null) return null;
    FixedBitSet base = ofTenant.clone();
    Bits live = reader.getLiveDocs();
    if (live != null) live.applyMask(base, 0);
    int end = limit(base, filters, segment);
    if (!filters.bots()) base.andNot(segment.bots);
    if (filters.interacted() != null) {
      if (filters.interacted()) base.and(segment.interacted);
      else base.andNot(segment.interacted);
    }
    if (!filters.leadIds().isEmpty()) base.and(ofLeads(filters.leadIds(), base, reader, segment));
    for (List<IdentityKey> keys : filters.identities())
      base.and(having(reader, segment, keys.stream().map(ReadModels::identity).toList()));
    var selection = new Selection(segment, end, base);
    selection.choose(filters.chosen());
    if (searcher != null) selection.search(searcher);
    selection.total = selection.all.cardinality();
    return selection;
  }

  /** The segment lies in the order of activity: a timeframe is a stretch of it, which ends here. */
  private static int limit(FixedBitSet base, Filters filters, Segment segment) {
    Instant from = filters.bounds().from();
    Instant to = filters.bounds().to();
    if (from == null && to == null) return segment.documents;
    // What was never active is in no bounds.
    long tooEarly = from == null ? SortOrder.NEVER : before(from);
    int end = segment.firstAtOrBefore(tooEarly);
    clear(base, end, segment.documents);
    if (to != null) clear(base, 0, segment.firstAtOrBefore(before(to)));
    return end;
  }

  private static void clear(FixedBitSet documents, int from, int to) {
    if (from < to) documents.clear(from, to);
  }

  /** The last millisecond before an instant; activity is known to the millisecond. */
  private static long before(Instant at) {
    return at.minusNanos(1).toEpochMilli();
  }

  private static FixedBitSet ofLeads(
      Collection<String> leadIds, FixedBitSet base, LeafReader reader, Segment segment)
      throws IOException {
    var found = new FixedBitSet(segment.documents);
    for (String leadId : leadIds) {
      int document = segment.leadIds.documentOf(new BytesRef(leadId), reader, base::get);
      if (document != LeadIds.NONE) found.set(document);
    }
    return found;
  }

  private static FixedBitSet having(
      LeafReader reader, Segment segment, Collection<String> identities) throws IOException {
    var found = new FixedBitSet(segment.documents);
    for (String identity : Set.copyOf(identities)) {
      var term = new Term(Fields.IDENTITY, new BytesRef(Fields.term(identity)));
      PostingsEnum having = reader.postings(term, PostingsEnum.NONE);
      if (having == null) continue;
      for (int document = having.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = having.nextDoc()) found.set(document);
    }
    return found;
  }

  private void choose(Map<Dimension, Set<String>> chosen) {
    var having = new EnumMap<Dimension, FixedBitSet>(Dimension.class);
    chosen.forEach(
        (dimension, values) -> having.put(dimension, segment.values(dimension).anyOf(values)));
    FixedBitSet base = all;
    for (Dimension one : having.keySet()) {
      FixedBitSet others = base.clone();
      having.forEach(
          (dimension, documents) -> {
            if (dimension != one) others.and(documents);
          });
      butOne.put(one, others);
    }
    if (having.isEmpty()) return;
    all = base.clone();
    having.values().forEach(all::and);
  }

  /** What misses two filters counts nowhere, and is not looked at. */
  private void search(Searcher searcher) {
    FixedBitSet among = all;
    if (!butOne.isEmpty()) {
      // What meets everything meets all but one as well.
      among = new FixedBitSet(segment.documents);
      for (FixedBitSet others : butOne.values()) among.or(others);
    }
    Matches found = searcher.find(segment, among);
    matches = found;
    all.and(found.documents());
    for (FixedBitSet others : butOne.values()) others.and(found.documents());
  }

  Segment segment() {
    return segment;
  }

  FixedBitSet documents() {
    return all;
  }

  /** Null without a search. */
  @Nullable Matches matches() {
    return matches;
  }

  int total() {
    return total;
  }

  /** Adds up how many documents have each value of each dimension. */
  void count(Map<Dimension, Map<String, Long>> facets) {
    var ofAll = new Counted(all, end);
    for (Dimension dimension : Dimension.values()) {
      FixedBitSet counted = butOne.get(dimension);
      Values values = segment.values(dimension);
      int[] counts = values.count(counted == null ? ofAll : new Counted(counted, end));
      Map<String, Long> facet = facets.get(dimension);
      for (int value = 0; value < values.size() && facet != null; value++)
        if (counts[value] > 0) facet.merge(values.name(value), (long) counts[value], Long::sum);
    }
  }
}
