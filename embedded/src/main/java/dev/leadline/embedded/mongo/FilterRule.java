package dev.leadline.embedded.mongo;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Filters are flat: equality, ranges, {@code $in}, {@code $and}, {@code $or}, regular expressions.
 */
record FilterRule(Report report) {

  private static final Set<String> OPERATORS =
      Set.of("$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$regex", "$options");

  void check(@Nullable BsonValue filter) {
    if (filter == null || !filter.isDocument()) return;
    filter
        .asDocument()
        .forEach(
            (name, condition) -> {
              if (name.equals("$and") || name.equals("$or"))
                condition.asArray().forEach(this::check);
              else if (name.startsWith("$")) report.that("filters with '" + name + "'");
              else if (condition.isDocument()) checkCondition(condition.asDocument());
            });
  }

  private void checkCondition(BsonDocument condition) {
    for (String operator : condition.keySet())
      if (operator.startsWith("$") && !OPERATORS.contains(operator))
        report.that("filters with '" + operator + "'");
  }
}
