package dev.leadline.embedded.mongo;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** An update is a whole document or uses a few operators, which address fields by name alone. */
record UpdateRule(Report report) {

  private static final Set<String> OPERATORS =
      Set.of(
          "$set", "$setOnInsert", "$inc", "$max", "$min", "$unset", "$push", "$addToSet", "$pull");

  private static final Set<String> PUSH = Set.of("$each", "$slice", "$sort");

  void check(@Nullable BsonValue update) {
    if (update == null) return;
    if (!update.isDocument()) {
      report.that("is an update by a pipeline");
      return;
    }
    update
        .asDocument()
        .forEach(
            (operator, changes) -> {
              if (!operator.startsWith("$")) return;
              if (OPERATORS.contains(operator)) changes(operator, changes.asDocument());
              else report.that("updates with '" + operator + "'");
            });
  }

  private void changes(String operator, BsonDocument changes) {
    changes.forEach(
        (field, value) -> {
          if (field.contains("$")) report.that("updates the positional field '" + field + "'");
          Set<String> modifiers =
              switch (operator) {
                case "$push" -> PUSH;
                case "$addToSet" -> Set.of("$each");
                default -> Set.of();
              };
          if (operator.equals("$pull")) new FilterRule(report).check(pulled(value));
          else if (value.isDocument()) modifiers(operator, value.asDocument(), modifiers);
        });
  }

  /** A condition on the elements themselves reads as one on a field of any name. */
  private static BsonDocument pulled(BsonValue value) {
    boolean fields =
        value.isDocument()
            && value.asDocument().keySet().stream().noneMatch(key -> key.startsWith("$"));
    return fields ? value.asDocument() : new BsonDocument("element", value);
  }

  private void modifiers(String operator, BsonDocument value, Set<String> allowed) {
    for (String modifier : value.keySet())
      if (modifier.startsWith("$") && !allowed.contains(modifier))
        report.that("updates with '%s' in '%s'".formatted(modifier, operator));
  }
}
