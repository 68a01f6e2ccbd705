package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index that is kept in order and can therefore be searched by range and read in either
 * direction. Entries of one that is not unique end with the document's {@code _id}, which makes
 * every entry findable by its document alone. Guarded by the lock of its collection.
 */
final class SortedIndex extends Index<Long> {

  private final boolean unique;
  private final boolean[] descending;
  private final Comparator<Place> order;
  private final TreeMap<Place, Long> entries;
  private boolean hasArrays;

  SortedIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    super(name, keys, sparse);
    this.unique = unique;
    this.descending = new boolean[keys.size() + 1];
    for (int i = 0; i < keys.size(); i++) descending[i] = !keys.get(i).isAscending();
    this.order = Place.order(descending);
    this.entries = new TreeMap<>(order);
  }

  /** The entries of an interval of the field after those that {@code beginning} fixes. */
  NavigableMap<Place, Long> between(List<@Nullable Object> beginning, Interval interval) {
    boolean turned = descending[beginning.size()];
    var low = turned ? interval.high() : interval.low();
    var high = turned ? interval.low() : interval.high();
    Place from =
        low == null ? Place.before(beginning) : edge(beginning, low.value(), low.included());
    Place to =
        high == null ? Place.after(beginning) : edge(beginning, high.value(), !high.included());
    return order.compare(from, to) < 0
        ? entries.subMap(from, false, to, false)
        : new TreeMap<>(order);
  }

  /** Where the document is whose entry is this one value. */
  @Nullable Long positionOf(@Nullable Object value) {
    return entries.get(Place.of(Collections.singletonList(value)));
  }

  private static Place edge(
      List<@Nullable Object> beginning, @Nullable Object value, boolean before) {
    var values = new ArrayList<>(beginning);
    values.add(value);
    return before ? Place.before(values) : Place.after(values);
  }

  /** The fields in their order, {@code _id} last where that is what tells equal entries apart. */
  List<String> fields() {
    var fields = new ArrayList<>(keys());
    if (!unique) fields.add("_id");
    return fields;
  }

  boolean isDescending(int field) {
    return descending[field];
  }

  /** True once a document had an array there; such an index has no usable order. */
  boolean hasArrays() {
    return hasArrays;
  }

  /** True when documents without any of the fields are not in it. */
  boolean leavesOut() {
    return isSparse();
  }

  private SortedSet<Place> placesOf(Document document) {
    var places = new TreeSet<>(order);
    List<List<@Nullable Object>> rows = rowsOf(document);
    for (List<@Nullable Object> row : rows) {
      if (!unique) row.add(document.get("_id"));
      places.add(Place.of(row));
    }
    return places;
  }

  /** One row for each element of the one field that may be an array. */
  private List<List<@Nullable Object>> rowsOf(Document document) {
    var rows = new ArrayList<List<@Nullable Object>>();
    rows.add(new ArrayList<>());
    boolean present = false;
    String array = null;
    for (String field : keys()) {
      Object value =
          field.indexOf('.') < 0
              ? document.getOrMissing(field)
              : Utils.getSubdocumentValueCollectionAware(document, field);
      present |= !(value instanceof Missing);
      if (value instanceof Collection<?> elements) {
        if (array != null) throw new CannotIndexParallelArraysError(List.of(array, field));
        array = field;
        hasArrays = true;
        multiply(rows, elements);
      } else {
        for (var row : rows) row.add(Missing.isNullOrMissing(value) ? null : value);
      }
    }
    return isSparse() && !present ? List.of() : rows;
  }

  private static void multiply(List<List<@Nullable Object>> rows, Collection<?> elements) {
    var before = List.copyOf(rows);
    rows.clear();
    var values = elements.isEmpty() ? Collections.singletonList(null) : elements;
    for (var row : before) {
      for (Object value : values) {
        var longer = new ArrayList<>(row);
        longer.add(Missing.isNullOrMissing(value) ? null : value);
        rows.add(longer);
      }
    }
  }

  private void refuseDuplicates(
      Document document, @Nullable Long own, MongoCollection<Long> collection) {
    if (!unique) return;
    for (List<@Nullable Object> row : rowsOf(document)) {
      Long position = entries.get(Place.of(row));
      if (position != null && !position.equals(own))
        throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(row));
    }
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Long> collection) {
    refuseDuplicates(document, null, collection);
  }

  @Override
  public void add(Document document, Long position, MongoCollection<Long> collection) {
    for (Place place : placesOf(document))
      if (entries.putIfAbsent(place, position) != null)
        refuseDuplicates(document, position, collection);
  }

  @Override
  public @Nullable Long remove(Document document) {
    Long position = null;
    for (Place place : placesOf(document)) {
      Long removed = entries.remove(place);
      if (removed != null) position = removed;
    }
    return position;
  }

  @Override
  public @Nullable Long getPosition(Document document) {
    for (Place place : placesOf(document)) {
      Long position = entries.get(place);
      if (position != null) return position;
    }
    return null;
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Long> collection) {
    refuseDuplicates(after, getPosition(before), collection);
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Long position, MongoCollection<Long> collection) {
    if (rowsOf(before).equals(rowsOf(after))) return;
    SortedSet<Place> placesBefore = placesOf(before);
    SortedSet<Place> placesAfter = placesOf(after);
    for (Place place : placesBefore) if (!placesAfter.contains(place)) entries.remove(place);
    for (Place place : placesAfter) entries.put(place, position);
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return toIndexDescription().equals(other.toIndexDescription());
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  /** Never: {@link Search} chooses the index, knowing the sort and the limit as well. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Long> getPositions(Document query) {
    throw new UnsupportedOperationException("Search does this");
  }

  @Override
  public long getCount() {
    return entries.size();
  }

  @Override
  public long getDataSize() {
    return entries.size();
  }

  @Override
  public void drop() {
    entries.clear();
  }
}
