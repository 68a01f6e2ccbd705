package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.domain.WrittenRow;
import dev.leadline.gateway.store.index.FirstPlaces.Placed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The index as it was at a moment; questions do not see what changes meanwhile. */
final class Snapshot {

  /** As many as a tenant may declare; whatever scripts on a page add beyond is no column. */
  private static final int MOST_CUSTOM_FIELDS = 1000;

  private final DirectoryReader reader;
  private final Segments segments;

  Snapshot(DirectoryReader reader, Segments segments) {
    this.reader = reader;
    this.segments = segments;
  }

  DirectoryReader reader() {
    return reader;
  }

  FindLeads.Answer find(LeadQuery query) throws IOException {
    var facets = new EnumMap<Dimension, Map<String, Long>>(Dimension.class);
    if (query.counted())
      for (Dimension dimension : Dimension.values()) facets.put(dimension, new HashMap<>());
    Comparator<Placed> inOrder = Placed.in(query.order());
    int most = query.limit() + 1;
    var first = new ArrayList<Placed>();
    Placed last = null;
    long total = 0;
    Searcher searcher = searcher(query);
    // What changed last is in the last segments, and mostly comes first.
    for (LeafReaderContext leaf : reader.leaves().reversed()) {
      Selection selection = select(query, searcher, leaf.reader());
      if (selection == null) continue;
      total += selection.total();
      if (query.counted()) selection.count(facets);
      List<Placed> placed =
          FirstPlaces.of(leaf.reader(), selection, query.order(), query.after(), most, last);
      if (placed.isEmpty()) continue;
      first.addAll(placed);
      first.sort(inOrder);
      if (first.size() < most) continue;
      first.subList(most, first.size()).clear();
      last = first.getLast();
    }
    List<Placed> page = first.subList(0, Math.min(first.size(), query.limit()));
    var found = new ArrayList<FindLeads.Found>();
    for (Placed placed : page)
      found.add(
          new FindLeads.Found(
              row(placed), query.order(), placed.rank(), placed.activity(), placed.name()));
    return new FindLeads.Answer(found, total, first.size() > page.size(), facets);
  }

  private static WrittenRow row(Placed placed) throws IOException {
    BinaryDocValues rows = DocValues.getBinary(placed.reader(), Fields.ROW);
    rows.advanceExact(placed.document());
    return Documents.row(rows.binaryValue());
  }

  /** Each lead that the query asks for, in its order. */
  void each(LeadQuery query, Consumer<WrittenLead> leads) throws IOException {
    Searcher searcher = searcher(query);
    Comparator<Placed> inOrder = Placed.in(query.order());
    var next = new PriorityQueue<InOrder>(Comparator.comparing(InOrder::first, inOrder));
    for (LeafReaderContext leaf : reader.leaves()) {
      Selection selection = select(query, searcher, leaf.reader());
      if (selection == null) continue;
      var places = new InOrder(leaf.reader(), selection, query.order());
      if (places.hasMore()) next.add(places);
    }
    while (!next.isEmpty()) {
      InOrder places = next.remove();
      leads.accept(places.take());
      if (places.hasMore()) next.add(places);
    }
  }

  /** The custom fields that leads of the tenant have, by name. */
  List<String> customFields(String tenant) throws IOException {
    var names = new TreeSet<String>();
    for (LeafReaderContext leaf : reader.leaves()) {
      FixedBitSet ofTenant = segments.of(leaf.reader()).of(tenant);
      SortedSetDocValues all = leaf.reader().getSortedSetDocValues(Fields.CUSTOM_NAME);
      if (ofTenant == null || all == null) continue;
      Bits live = leaf.reader().getLiveDocs();
      var seen = new FixedBitSet(Math.toIntExact(all.getValueCount()));
      while (all.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (!ofTenant.get(all.docID()) || (live != null && !live.get(all.docID()))) continue;
        for (int i = all.docValueCount(); i > 0; i--) seen.set((int) all.nextOrd());
      }
      for (int name = 0; name < seen.length(); name++)
        if (seen.get(name)) names.add(all.lookupOrd(name).utf8ToString());
    }
    return names.stream().limit(MOST_CUSTOM_FIELDS).toList();
  }

  private @Nullable Selection select(LeadQuery query, @Nullable Searcher searcher, LeafReader leaf)
      throws IOException {
    return Selection.of(query.tenant(), query.filters(), searcher, leaf, segments.of(leaf));
  }

  private static @Nullable Searcher searcher(LeadQuery query) {
    Search search = query.filters().search();
    return search == null ? null : new Searcher(search, query.order() == SortOrder.BEST);
  }
}
