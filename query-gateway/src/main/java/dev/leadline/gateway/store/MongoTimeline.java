package dev.leadline.gateway.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.leadline.events.Json;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.ReadEntries;
import dev.leadline.gateway.domain.TimelineQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Timelines as {@code timeline_entries} holds them: a range of keys each. */
@Component
final class MongoTimeline implements ReadEntries {

  private static final Comparator<TimelineEntry> IN_TIME =
      Comparator.comparing((TimelineEntry entry) -> ReadModels.placeInTime(entry.entryId()))
          .thenComparing(TimelineEntry::entryId);

  private final MongoQuestions mongo;
  private final LiveGenerations live;

  MongoTimeline(MongoQuestions mongo, LiveGenerations live) {
    this.mongo = mongo;
    this.live = live;
  }

  /**
   * As many of each lead as are asked for of all, so that the first of them together are there
   * wherever they lie.
   */
  @Override
  public List<TimelineEntry> read(TimelineQuery query) {
    boolean upwards = query.from() instanceof Cursor.NewerThan;
    var entries = new ArrayList<TimelineEntry>();
    for (String leadId : query.leadIds()) entries.addAll(read(query, leadId, upwards));
    entries.sort(upwards ? IN_TIME : IN_TIME.reversed());
    return entries.subList(0, Math.min(entries.size(), query.limit()));
  }

  private List<TimelineEntry> read(TimelineQuery query, String leadId, boolean upwards) {
    var wanted =
        new Query(range(query.from(), leadId)).addCriteria(where("tenant").is(query.tenant()));
    if (!query.channels().isEmpty()) wanted.addCriteria(anyOf("channel", query.channels()));
    if (!query.kinds().isEmpty()) wanted.addCriteria(anyOf("kind", query.kinds()));
    wanted.with(Sort.by(upwards ? Direction.ASC : Direction.DESC, "_id")).limit(query.limit());
    return mongo
        .ask(
            "The timeline",
            asked ->
                asked.find(wanted, Document.class, live.of(asked, ReadModels.TIMELINE_ENTRIES)))
        .stream()
        .map(entry -> Json.MAPPER.readValue(entry.getString("entry"), TimelineEntry.class))
        .toList();
  }

  /** What lies beyond the cursor in this lead's part; of two at the same place, the ids decide. */
  private static Criteria range(@Nullable Cursor from, String leadId) {
    String low = ReadModels.firstEntryId(leadId);
    String high = ReadModels.afterLastEntryId(leadId);
    Criteria id = where("_id");
    return switch (from) {
      case Cursor.OlderThan(String entryId) -> {
        String same = low + ReadModels.placeInTime(entryId);
        yield same.compareTo(entryId) < 0 ? id.gt(low).lte(same) : id.gt(low).lt(same);
      }
      case Cursor.NewerThan(String entryId) -> {
        String same = low + ReadModels.placeInTime(entryId);
        yield same.compareTo(entryId) > 0 ? id.gte(same).lt(high) : id.gt(same).lt(high);
      }
      case Cursor.AfterLead _ -> throw new IllegalArgumentException("A place in a list of leads");
      case null -> id.gt(low).lt(high);
    };
  }

  private static Criteria anyOf(String field, Iterable<? extends Enum<?>> values) {
    var names = new ArrayList<String>();
    for (Enum<?> value : values) names.add(value.name());
    return where(field).in(names);
  }
}
