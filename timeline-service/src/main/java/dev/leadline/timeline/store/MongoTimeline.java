package dev.leadline.timeline.store;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import dev.leadline.events.Json;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.handling.TimelineStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Timeline entries in MongoDB; a range of the key is the timeline of a lead. */
final class MongoTimeline implements TimelineStore {

  /** Entries are as long as what was said. */
  private static final int PAGE = 100;

  private final MongoOperations mongo;
  private final Written written;
  private final String collection;

  MongoTimeline(MongoOperations mongo, Written written, String collection) {
    this.mongo = mongo;
    this.written = written;
    this.collection = collection;
  }

  /** Opens any generation. */
  @Component
  static final class Open implements TimelineStore.Open {

    private final MongoOperations mongo;
    private final Written written;

    Open(MongoOperations mongo, Written written) {
      this.mongo = mongo;
      this.written = written;
    }

    @Override
    public TimelineStore of(Generation generation) {
      return new MongoTimeline(mongo, written, generation.collection(ReadModels.TIMELINE_ENTRIES));
    }
  }

  /**
   * One that is refused is the same as what is stored, or is there without what is personal: who
   * writes late what they read before an erasure does not bring it back.
   */
  @Override
  public void store(Collection<Owned> entries) {
    BulkUpsert.run(mongo, collection, entries.stream().map(MongoTimeline::upsert).toList());
    written.count(ReadModels.TIMELINE_ENTRIES, entries.size());
  }

  @Override
  public void erase(Collection<String> leadIds) {
    for (String leadId : leadIds) {
      String after = ReadModels.firstEntryId(leadId);
      List<Document> page;
      do {
        page = page(after, ReadModels.afterLastEntryId(leadId));
        if (page.isEmpty()) break;
        store(page.stream().map(MongoTimeline::owned).map(Owned::withoutPersonal).toList());
        after = page.getLast().getString("_id");
      } while (page.size() == PAGE);
    }
  }

  private List<Document> page(String after, String before) {
    var page = new ArrayList<Document>();
    mongo.execute(
        collection,
        entries ->
            entries
                .find(new Document("_id", new Document("$gt", after).append("$lt", before)))
                .sort(Sorts.ascending("_id"))
                .limit(PAGE)
                .into(page));
    return page;
  }

  private static Owned owned(Document document) {
    return new Owned(
        document.getString("tenant"),
        Json.MAPPER.readValue(document.getString("entry"), TimelineEntry.class));
  }

  private static ReplaceOneModel<Document> upsert(Owned owned) {
    TimelineEntry entry = owned.entry();
    String erased = Json.MAPPER.writeValueAsString(owned.withoutPersonal().entry());
    return BulkUpsert.of(
        new Document("_id", entry.entryId())
            .append("$or", List.of(than("$lt", erased), than("$gt", erased))),
        new Document("_id", entry.entryId())
            .append("tenant", owned.tenant())
            .append("channel", entry.channel().name())
            .append("kind", entry.kind().name())
            .append("entry", Json.MAPPER.writeValueAsString(entry)));
  }

  private static Document than(String operator, String entry) {
    return new Document("entry", new Document(operator, entry));
  }
}
