package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What questions need of a segment, in memory. It belongs to the immutable part of a segment, and
 * keeps no reader: readers come and go while documents are deleted.
 */
final class Segment {

  final int documents;

  /** By document, falling: what the segment is sorted by. */
  final long[] activity;

  /** By document: the rank of its name among the names of the segment. */
  final int[] nameRank;

  /** Whom programs are suspected to be. */
  final FixedBitSet bots;

  /** Who has done something itself. */
  final FixedBitSet interacted;

  private final Map<Dimension, Values> values = new EnumMap<>(Dimension.class);

  /** By tenant. */
  private final Map<String, FixedBitSet> tenants = new HashMap<>();

  /** The text of document d is {@code text[textStart[d]]} to before {@code textStart[d + 1]}. */
  final byte[] text;

  final int[] textStart;

  /** The words of the texts. */
  final Vocabulary vocabulary;

  /** By which document each lead is found. */
  final LeadIds leadIds;

  Segment(LeafReader reader) throws IOException {
    documents = reader.maxDoc();
    activity = new long[documents];
    NumericDocValues activities = DocValues.getNumeric(reader, Fields.ACTIVITY);
    nameRank = new int[documents];
    SortedDocValues names = DocValues.getSorted(reader, Fields.NAME);
    SortedDocValues tenant = DocValues.getSorted(reader, Fields.TENANT);
    var ofTenant = new FixedBitSet[tenant.getValueCount()];
    for (int i = 0; i < ofTenant.length; i++) ofTenant[i] = new FixedBitSet(documents);
    for (int document = 0; document < documents; document++) {
      activities.advanceExact(document);
      activity[document] = activities.longValue();
      names.advanceExact(document);
      nameRank[document] = names.ordValue();
      tenant.advanceExact(document);
      ofTenant[tenant.ordValue()].set(document);
    }
    for (int i = 0; i < ofTenant.length; i++)
      tenants.put(tenant.lookupOrd(i).utf8ToString(), ofTenant[i]);
    for (Dimension dimension : Dimension.values())
      values.put(dimension, new Values(reader, Fields.of(dimension)));
    var traits = new Values(reader, Fields.TRAIT);
    bots = traits.anyOf(List.of(Fields.BOT));
    interacted = traits.anyOf(List.of(Fields.INTERACTED));
    textStart = new int[documents + 1];
    text = texts(DocValues.getBinary(reader, Fields.TEXT));
    vocabulary = new Vocabulary(reader.terms(Fields.WORD));
    leadIds = new LeadIds(reader);
  }

  private byte[] texts(BinaryDocValues texts) throws IOException {
    var all = new ByteArrayOutputStream();
    for (int document = 0; document < documents; document++) {
      textStart[document] = all.size();
      if (!texts.advanceExact(document)) continue;
      BytesRef one = texts.binaryValue();
      all.write(one.bytes, one.offset, one.length);
    }
    textStart[documents] = all.size();
    return all.toByteArray();
  }

  Values values(Dimension dimension) {
    Values known = values.get(dimension);
    if (known == null) throw new IllegalStateException("No values of " + dimension);
    return known;
  }

  /** The documents of a tenant; null when there are none. */
  @Nullable FixedBitSet of(String tenant) {
    return tenants.get(tenant);
  }

  /** The first document that was last active before an instant, or at it. */
  int firstAtOrBefore(long at) {
    int low = 0;
    int high = documents;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (activity[middle] > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
