package dev.leadline.gateway.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.leadline.events.Json;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.ReadEntries;
import dev.leadline.gateway.domain.TimelineQuery;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Timelines as {@code timeline_entries} holds them: a range of keys each. */
@Component
final class MongoTimeline implements ReadEntries {

  private final MongoQuestions mongo;

  MongoTimeline(MongoQuestions mongo) {
    this.mongo = mongo;
  }

  @Override
  public List<TimelineEntry> read(TimelineQuery query) {
    Cursor from = query.from();
    boolean upwards = from instanceof Cursor.NewerThan;
    String low = ReadModels.firstEntryId(query.leadId());
    String high = ReadModels.afterLastEntryId(query.leadId());
    if (from instanceof Cursor.OlderThan(String entryId)) high = entryId;
    if (from instanceof Cursor.NewerThan(String entryId)) low = entryId;
    var wanted =
        new Query(where("_id").gt(low).lt(high)).addCriteria(where("tenant").is(query.tenant()));
    if (!query.channels().isEmpty()) wanted.addCriteria(anyOf("channel", query.channels()));
    if (!query.kinds().isEmpty()) wanted.addCriteria(anyOf("kind", query.kinds()));
    wanted.with(Sort.by(upwards ? Direction.ASC : Direction.DESC, "_id")).limit(query.limit());
    return mongo
        .ask(
            "The timeline",
            asked -> asked.find(wanted, Document.class, ReadModels.TIMELINE_ENTRIES))
        .stream()
        .map(entry -> Json.MAPPER.convertValue(entry.get("entry"), TimelineEntry.class))
        .toList();
  }

  private static Criteria anyOf(String field, Iterable<? extends Enum<?>> values) {
    var names = new ArrayList<String>();
    for (Enum<?> value : values) names.add(value.name());
    return where(field).in(names);
  }
}
