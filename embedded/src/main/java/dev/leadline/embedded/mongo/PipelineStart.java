package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first stages of an aggregation as a query, so that they can go through an index: the stand-in
 * itself reads the whole collection and filters afterwards. The stages still run, and find nothing
 * left to do.
 *
 * @param namespace database and collection that the aggregation reads
 * @param limit 0 for none
 * @param copied true when a later stage writes into the documents it is given
 */
record PipelineStart(
    String namespace, Document filter, @Nullable Document sort, int limit, boolean copied) {

  private static final ScopedValue<PipelineStart> CURRENT = ScopedValue.newInstance();

  /** Of the aggregation that this thread runs, if it reads that collection. */
  static @Nullable PipelineStart of(String namespace) {
    return CURRENT.isBound() && CURRENT.get().namespace.equals(namespace) ? CURRENT.get() : null;
  }

  static PipelineStart of(String namespace, List<?> pipeline) {
    Document filter = new Document();
    Document sort = null;
    int limit = 0;
    int next = 0;
    if (stage(pipeline, next, "$match") instanceof Document match) {
      filter = match;
      next++;
    }
    if (stage(pipeline, next, "$sort") instanceof Document wish) {
      sort = wish;
      next++;
    }
    if (stage(pipeline, next, "$limit") instanceof Number number)
      limit = (int) Math.min(number.longValue(), Integer.MAX_VALUE);
    boolean copied = pipeline.toString().contains("$addFields");
    return new PipelineStart(namespace, filter, sort, limit, copied);
  }

  private static @Nullable Object stage(List<?> pipeline, int position, String name) {
    return position < pipeline.size() && pipeline.get(position) instanceof Document stage
        ? stage.get(name)
        : null;
  }

  <T> T during(ScopedValue.CallableOp<T, RuntimeException> aggregation) {
    return ScopedValue.where(CURRENT, this).call(aggregation);
  }
}
