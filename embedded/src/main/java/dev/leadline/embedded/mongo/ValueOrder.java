package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's order of values, as the sorts of the stand-in have it, but total: two lists with the
 * same smallest element are not equal here, else a unique index would take them for one key.
 */
final class ValueOrder {

  private ValueOrder() {}

  static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == other) return 0;
    if (one instanceof String text && other instanceof String otherText)
      return text.compareTo(otherText);
    if (one instanceof Document document && other instanceof Document otherDocument)
      return compareFields(document, otherDocument);
    if (one instanceof Collection<?> list && other instanceof Collection<?> otherList)
      return compareElements(list, otherList);
    return ValueComparator.ascWithoutListHandling().compare(comparable(one), comparable(other));
  }

  private static Object comparable(@Nullable Object value) {
    if (value == null) return Missing.getInstance();
    return value instanceof Collection<?> list ? new ArrayList<>(list) : value;
  }

  private static int compareFields(Document one, Document other) {
    Iterator<Map.Entry<String, Object>> fields = one.entrySet().iterator();
    Iterator<Map.Entry<String, Object>> otherFields = other.entrySet().iterator();
    while (fields.hasNext() && otherFields.hasNext()) {
      var field = fields.next();
      var otherField = otherFields.next();
      int order = field.getKey().compareTo(otherField.getKey());
      if (order == 0) order = compare(field.getValue(), otherField.getValue());
      if (order != 0) return order;
    }
    return Boolean.compare(fields.hasNext(), otherFields.hasNext());
  }

  private static int compareElements(Collection<?> one, Collection<?> other) {
    Iterator<?> elements = one.iterator();
    Iterator<?> otherElements = other.iterator();
    while (elements.hasNext() && otherElements.hasNext()) {
      int order = compare(elements.next(), otherElements.next());
      if (order != 0) return order;
    }
    return Boolean.compare(elements.hasNext(), otherElements.hasNext());
  }
}
