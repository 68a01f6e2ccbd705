package dev.leadline.gateway.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.FindRows;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.ScanRows;
import dev.leadline.gateway.handling.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/** Rows as {@code lead_rows} holds them, for the index: without what only details need. */
@Component
final class MongoRows implements FindRows, ScanRows {

  private static final Logger LOG = LoggerFactory.getLogger(MongoRows.class);
  private static final String WHAT = "The rows of leads";
  private static final int AT_ONCE = 1000;

  private static final ObjectReader ROW = Json.MAPPER.readerFor(LeadRow.class);

  private static final Bson OF_A_ROW =
      include(
          "tenant",
          "listed",
          "identities",
          "row",
          "custom",
          "version",
          "erased",
          "erasedAt",
          "parted");

  private final MongoQuestions mongo;
  private final LiveGenerations live;

  MongoRows(MongoQuestions mongo, LiveGenerations live) {
    this.mongo = mongo;
    this.live = live;
  }

  @Override
  public Collection<IndexedRow> find(Collection<String> leadIds) {
    var found = new ArrayList<IndexedRow>();
    for (List<String> some :
        leadIds.stream().distinct().gather(Gatherers.windowFixed(AT_ONCE)).toList())
      mongo.ask(
          WHAT,
          asked ->
              asked.execute(
                  live.of(asked, ReadModels.LEAD_ROWS),
                  rows -> {
                    for (Document row :
                        rows.find(in("_id", some)).projection(OF_A_ROW).batchSize(AT_ONCE))
                      found.add(row(row));
                    return found;
                  }));
    return found;
  }

  /** One thread reads; as many as there are processors turn what it read into rows. */
  @Override
  public void scan(Consumer<Collection<IndexedRow>> batches) {
    int workers = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      var room = new Semaphore(2 * workers);
      var all = new ArrayList<CompletableFuture<Void>>();
      mongo.ask(
          WHAT,
          asked ->
              asked.execute(
                  live.of(asked, ReadModels.LEAD_ROWS),
                  rows -> {
                    var batch = new ArrayList<Document>(AT_ONCE);
                    for (Document row : rows.find().projection(OF_A_ROW).batchSize(AT_ONCE)) {
                      batch.add(row);
                      if (batch.size() < AT_ONCE) continue;
                      all.add(later(executor, room, List.copyOf(batch), batches));
                      batch.clear();
                    }
                    all.add(later(executor, room, batch, batches));
                    return all;
                  }));
      all.forEach(CompletableFuture::join);
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) throw cause;
      throw failed;
    }
  }

  private static CompletableFuture<Void> later(
      ExecutorService executor,
      Semaphore room,
      List<Document> batch,
      Consumer<Collection<IndexedRow>> batches) {
    room.acquireUninterruptibly();
    return CompletableFuture.runAsync(
        () -> {
          try {
            batches.accept(batch.stream().map(MongoRows::row).toList());
          } finally {
            room.release();
          }
        },
        executor);
  }

  /** One that cannot be read is old or missed in the list, which is better than no list at all. */
  private static IndexedRow row(Document row) {
    try {
      return readable(row);
    } catch (JacksonException broken) {
      String leadId = row.getString("_id");
      LOG.error(
          "The row of {} cannot be read: until a gateway starts that can, it is listed as it was",
          leadId);
      return new IndexedRow.Unreadable(leadId);
    }
  }

  private static IndexedRow.Understood readable(Document row) {
    String json = row.getString("row");
    if (row.getBoolean("erased", false)) return erased(row);
    if (json == null || !row.getBoolean("listed", false))
      return new IndexedRow.Unlisted(row.getString("_id"), version(row));
    return new IndexedRow.Listed(
        row.getString("tenant"),
        ROW.readValue(json),
        json,
        Set.copyOf(row.getList("identities", String.class, List.of())),
        Rows.customFields(row.getString("custom")));
  }

  private static IndexedRow.Erased erased(Document row) {
    Date at = row.getDate("erasedAt");
    return new IndexedRow.Erased(
        row.getString("tenant"),
        row.getString("_id"),
        version(row),
        at == null ? null : at.toInstant(),
        row.getBoolean("parted", false));
  }

  private static long version(Document row) {
    return ((Number) row.getOrDefault("version", 0L)).longValue();
  }
}
