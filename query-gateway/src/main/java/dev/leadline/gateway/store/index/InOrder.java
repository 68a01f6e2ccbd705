package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.store.index.FirstPlaces.Placed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/** All selected leads of a segment in an order, a few of them in memory at a time. */
final class InOrder {

  private static final int FEW = 2000;

  private final LeafReader reader;
  private final Selection selection;
  private final SortOrder order;
  private final Queue<Placed> waiting = new ArrayDeque<>();
  private BinaryDocValues rows;
  private BinaryDocValues customFields;
  private boolean more;

  InOrder(LeafReader reader, Selection selection, SortOrder order) throws IOException {
    this.reader = reader;
    this.selection = selection;
    this.order = order;
    this.rows = DocValues.getBinary(reader, Fields.ROW);
    this.customFields = DocValues.getBinary(reader, Fields.CUSTOM);
    waiting.addAll(FirstPlaces.of(reader, selection, order, null, FEW, null));
    more = waiting.size() == FEW;
  }

  boolean hasMore() {
    return !waiting.isEmpty();
  }

  Placed first() {
    return waiting.element();
  }

  WrittenLead take() throws IOException {
    Placed placed = waiting.remove();
    if (waiting.isEmpty() && more) {
      waiting.addAll(FirstPlaces.of(reader, selection, order, placed.place(), FEW, null));
      more = waiting.size() == FEW;
    }
    if (rows.docID() > placed.document()) rows = DocValues.getBinary(reader, Fields.ROW);
    rows.advanceExact(placed.document());
    return new WrittenLead(Documents.row(rows.binaryValue()), customFieldsOf(placed.document()));
  }

  /** Doc values are read forwards alone. */
  private @Nullable String customFieldsOf(int document) throws IOException {
    if (customFields.docID() > document) customFields = DocValues.getBinary(reader, Fields.CUSTOM);
    return customFields.advanceExact(document) ? customFields.binaryValue().utf8ToString() : null;
  }
}
