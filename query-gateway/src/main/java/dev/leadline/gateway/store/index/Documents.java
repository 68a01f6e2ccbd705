package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.LeadKey;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.WrittenRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Makes documents of rows. */
final class Documents {

  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setTokenized(true);
    WORDS.setOmitNorms(true);
    WORDS.setIndexOptions(IndexOptions.DOCS);
    WORDS.freeze();
  }

  private Documents() {}

  static Document of(IndexedRow.Understood row) {
    return switch (row) {
      case IndexedRow.Listed listed -> listed(listed);
      case IndexedRow.Unlisted unlisted -> keyed(unlisted, SortOrder.NEVER, "", "");
      case IndexedRow.Erased erased -> keyed(erased, SortOrder.NEVER, "", "");
    };
  }

  /**
   * One that is not listed leaves its id and version, of no tenant: so an older row that comes
   * afterwards does not bring it back.
   */
  private static Document keyed(
      IndexedRow.Understood row, long activity, String name, String tenant) {
    var document = new Document();
    document.add(new BinaryDocValuesField(Fields.LEAD, new BytesRef(row.leadId())));
    LeadKey key = LeadKey.of(row.leadId());
    document.add(new NumericDocValuesField(Fields.KEY_HIGH, key.high()));
    document.add(new NumericDocValuesField(Fields.KEY_LOW, key.low()));
    document.add(new NumericDocValuesField(Fields.VERSION, row.version()));
    document.add(new NumericDocValuesField(Fields.ACTIVITY, activity));
    document.add(new SortedDocValuesField(Fields.NAME, new BytesRef(name)));
    document.add(new SortedDocValuesField(Fields.TENANT, new BytesRef(tenant)));
    return document;
  }

  private static Document listed(IndexedRow.Listed listed) {
    LeadRow row = listed.row();
    var document = keyed(listed, SortOrder.activityOf(row), SortOrder.nameOf(row), listed.tenant());
    for (Dimension dimension : Dimension.values())
      for (String value : dimension.of(row))
        document.add(
            new SortedSetDocValuesField(Fields.of(dimension), new BytesRef(Fields.term(value))));
    if (row.suspectedBot()) document.add(trait(Fields.BOT));
    if (row.latestAction() != null) document.add(trait(Fields.INTERACTED));
    addCustomFields(listed.customFields(), document);
    String text = Search.textOf(row);
    document.add(new BinaryDocValuesField(Fields.TEXT, new BytesRef(text.getBytes(UTF_8))));
    document.add(new Field(Fields.WORD, new PreparedTerms(Words.of(text)), WORDS));
    for (String identity : listed.identities())
      document.add(new StringField(Fields.IDENTITY, Fields.term(identity), Field.Store.NO));
    document.add(new BinaryDocValuesField(Fields.ROW, written(listed)));
    return document;
  }

  private static void addCustomFields(Map<String, String> fields, Document document) {
    if (fields.isEmpty()) return;
    for (String name : fields.keySet())
      document.add(
          new SortedSetDocValuesField(Fields.CUSTOM_NAME, new BytesRef(Fields.term(name))));
    document.add(
        new BinaryDocValuesField(
            Fields.CUSTOM, new BytesRef(Json.MAPPER.writeValueAsBytes(fields))));
  }

  private static Field trait(String trait) {
    return new SortedSetDocValuesField(Fields.TRAIT, new BytesRef(trait));
  }

  /** Until when it is true, then the row itself. */
  private static BytesRef written(IndexedRow.Listed listed) {
    byte[] json = listed.json().getBytes(UTF_8);
    Instant trueUntil = listed.row().trueUntil();
    return new BytesRef(
        ByteBuffer.allocate(Long.BYTES + json.length)
            .putLong(trueUntil == null ? Long.MAX_VALUE : trueUntil.toEpochMilli())
            .put(json)
            .array());
  }

  static WrittenRow row(BytesRef written) {
    return new WrittenRow(
        new String(written.bytes, jsonAt(written), jsonLength(written), UTF_8),
        ByteBuffer.wrap(written.bytes, written.offset, Long.BYTES).getLong());
  }

  private static int jsonAt(BytesRef written) {
    return written.offset + Long.BYTES;
  }

  private static int jsonLength(BytesRef written) {
    return written.length - Long.BYTES;
  }
}
