package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filter demands of single fields, as far as a sorted index can use it; the rest of the
 * filter is left to the matching of the documents found.
 *
 * @param points by field, the only values it may have, in order
 * @param ranges by field, the only range it may be in
 */
record Conditions(Map<String, List<@Nullable Object>> points, Map<String, Interval> ranges) {

  static Conditions of(Document filter) {
    var conditions = new Conditions(new HashMap<>(), new HashMap<>());
    conditions.addAll(filter);
    return conditions;
  }

  private void addAll(Document filter) {
    filter.forEach(
        (field, condition) -> {
          if (field.equals("$and") && condition instanceof Collection<?> parts) {
            for (Object part : parts) if (part instanceof Document document) addAll(document);
          } else if (!field.startsWith("$")) {
            add(field, condition);
          }
        });
  }

  private void add(String field, @Nullable Object condition) {
    if (BsonRegularExpression.isRegularExpression(condition)) {
      addRange(field, Prefix.of(BsonRegularExpression.convertToRegularExpression(condition)));
    } else if (condition instanceof Document operators && hasOperators(operators)) {
      operators.forEach((operator, value) -> add(field, operator, value));
    } else {
      add(field, "$eq", condition);
    }
  }

  private static boolean hasOperators(Document condition) {
    return condition.keySet().stream().anyMatch(key -> key.startsWith("$"));
  }

  private void add(String field, String operator, @Nullable Object value) {
    switch (operator) {
      case "$eq" -> addPoints(field, Collections.singletonList(value));
      case "$in" -> {
        if (value instanceof Collection<?> values) addPoints(field, values);
      }
      case "$gt", "$gte" -> {
        if (value != null && isRangeable(value))
          addRange(field, Interval.above(value, operator.equals("$gte")));
      }
      case "$lt", "$lte" -> {
        if (value != null && isRangeable(value))
          addRange(field, Interval.below(value, operator.equals("$lte")));
      }
      default -> {}
    }
  }

  /** A second demand on the same field is left to the matching. */
  private void addPoints(String field, Collection<? extends @Nullable Object> values) {
    var sorted = new TreeSet<@Nullable Object>(ValueOrder::compare);
    for (Object value : values) {
      if (value instanceof Collection<?> || BsonRegularExpression.isRegularExpression(value))
        return;
      sorted.add(value);
    }
    points.putIfAbsent(field, Collections.unmodifiableList(new ArrayList<>(sorted)));
  }

  private void addRange(String field, Interval range) {
    if (!range.equals(Interval.ALL)) ranges.merge(field, range, Interval::and);
  }

  private static boolean isRangeable(Object value) {
    return switch (value) {
      case Number number -> !Double.isNaN(number.doubleValue());
      case String _, Boolean _, Instant _, ObjectId _, UUID _ -> true;
      default -> false;
    };
  }
}
