package dev.leadline.embedded.mongo;

import java.util.List;
import java.util.Set;
import org.bson.BsonValue;

/**
 * Aggregations: {@code $match}, {@code $group}, {@code $sort}, {@code $limit}, {@code $skip},
 * {@code $project}, {@code $addFields}, {@code $unwind}, {@code $facet}, {@code $count}, and in
 * expressions the accumulators and {@code $dateToString}.
 */
record PipelineRule(Report report) {

  private static final Set<String> STAGES =
      Set.of(
          "$match",
          "$group",
          "$sort",
          "$limit",
          "$skip",
          "$project",
          "$addFields",
          "$unwind",
          "$facet",
          "$count");

  private static final Set<String> EXPRESSIONS =
      Set.of(
          "$sum", "$avg", "$min", "$max", "$first", "$last", "$push", "$addToSet", "$dateToString");

  private static final Set<String> BOUNDING = Set.of("$limit", "$group", "$count", "$facet");

  void check(List<BsonValue> pipeline) {
    for (BsonValue stage : pipeline) stage.asDocument().forEach(this::check);
  }

  /** True when the answer cannot grow with the collection, or only with the groups asked for. */
  boolean isBounded(List<BsonValue> pipeline) {
    return pipeline.stream()
        .flatMap(stage -> stage.asDocument().keySet().stream())
        .anyMatch(BOUNDING::contains);
  }

  private void check(String stage, BsonValue content) {
    switch (stage) {
      case "$match" -> new FilterRule(report).check(content);
      case "$facet" -> content.asDocument().values().forEach(pipeline -> check(pipeline.asArray()));
      case "$group", "$project" -> expression(content);
      case "$addFields" -> {
        expression(content);
        for (String field : content.asDocument().keySet())
          if (field.contains(".")) report.that("adds the dotted field '" + field + "'");
      }
      default -> {
        if (!STAGES.contains(stage)) report.that("aggregates with '" + stage + "'");
      }
    }
  }

  private void expression(BsonValue value) {
    if (value.isArray()) value.asArray().forEach(this::expression);
    if (!value.isDocument()) return;
    value
        .asDocument()
        .forEach(
            (name, content) -> {
              if (name.startsWith("$") && !EXPRESSIONS.contains(name))
                report.that("computes with '" + name + "'");
              expression(content);
            });
  }
}
