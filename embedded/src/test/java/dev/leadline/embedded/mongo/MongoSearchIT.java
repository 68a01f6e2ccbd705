package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.leadline.embedded.servers.TestServers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers through an index against a plain walk over the same documents in this test. */
class MongoSearchIT {

  private static final int DOCUMENTS = 1_000;
  private static final int QUERIES = 800;

  private static TestServers.Mongo mongo;
  private static MongoClient client;

  private record Condition(Bson filter, Predicate<Document> matches) {}

  @BeforeAll
  static void start() {
    mongo = TestServers.mongo();
    client = MongoClients.create(mongo.connectionString("search"));
  }

  @AfterAll
  static void stop() {
    client.close();
    mongo.close();
  }

  @Test
  void any_filter_sort_skip_and_limit_gives_what_a_plain_walk_gives() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    MongoCollection<Document> leads = client.getDatabase("search").getCollection("leads");
    leads.createIndex(Indexes.ascending("stage", "score"));
    leads.createIndex(Indexes.descending("seen"));
    leads.createIndex(Indexes.ascending("owner.name"));
    leads.createIndex(
        Indexes.compoundIndex(Indexes.ascending("stage"), Indexes.descending("seen")));
    leads.createIndex(Indexes.ascending("phone"), new IndexOptions().sparse(true));
    leads.createIndex(Indexes.ascending("tags"));
    var all = new HashMap<String, Document>();
    for (int i = 0; i < DOCUMENTS; i++) {
      Document lead = randomLead(random, "%c-%05d".formatted('a' + random.nextInt(4), i));
      all.put(lead.getString("_id"), lead);
      leads.insertOne(new Document(lead));
      if (random.nextInt(5) == 0) change(random, leads, all);
    }

    for (int i = 0; i < QUERIES; i++) {
      Condition condition = randomCondition(random);
      boolean descending = random.nextBoolean();
      String field = List.of("score", "seen", "stage", "_id").get(random.nextInt(4));
      int skip = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
      int limit = random.nextInt(3) == 0 ? DOCUMENTS : 1 + random.nextInt(60);
      Bson sort = descending ? Sorts.descending(field, "_id") : Sorts.ascending(field, "_id");
      List<String> expected =
          all.values().stream()
              .filter(condition.matches)
              .sorted(order(field, descending))
              .skip(skip)
              .limit(limit)
              .map(lead -> lead.getString("_id"))
              .toList();
      List<String> found =
          ids(leads.find(condition.filter).sort(sort).skip(skip).limit(limit).batchSize(25));
      assertThat(found)
          .as("seed %d: %s sorted by %s", seed, condition.filter.toBsonDocument(), sort)
          .isEqualTo(expected);
      assertThat(leads.countDocuments(condition.filter))
          .as("seed %d: count of %s", seed, condition.filter.toBsonDocument())
          .isEqualTo(all.values().stream().filter(condition.matches).count());
    }
  }

  private static void change(
      Random random, MongoCollection<Document> leads, Map<String, Document> all) {
    String id = new ArrayList<>(all.keySet()).get(random.nextInt(all.size()));
    switch (random.nextInt(3)) {
      case 0 -> {
        leads.deleteOne(eq("_id", id));
        all.remove(id);
      }
      case 1 -> {
        Document replacement = randomLead(random, id);
        leads.replaceOne(eq("_id", id), replacement);
        all.put(id, replacement);
      }
      default -> {
        leads.updateOne(eq("_id", id), new Document("$set", new Document("score", 7)));
        all.get(id).put("score", 7);
      }
    }
  }

  private static Document randomLead(Random random, String id) {
    var lead = new Document("_id", id).append("stage", "stage" + random.nextInt(5));
    if (random.nextInt(6) > 0) lead.append("score", random.nextInt(40));
    else if (random.nextBoolean()) lead.append("score", null);
    lead.append("seen", new Date(1_000L * random.nextInt(300)));
    lead.append("owner", new Document("name", "owner" + random.nextInt(7)));
    if (random.nextInt(4) == 0) lead.append("phone", "+49" + random.nextInt(50));
    var tags = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) tags.add("tag" + random.nextInt(5));
    if (random.nextInt(4) > 0) lead.append("tags", tags);
    return lead;
  }

  private static Condition randomCondition(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> both(randomCondition(random), randomCondition(random));
      case 1 -> either(randomCondition(random), randomCondition(random));
      case 2 -> {
        String value = "stage" + random.nextInt(6);
        yield new Condition(eq("stage", value), lead -> value.equals(lead.get("stage")));
      }
      case 3 -> {
        List<Integer> values = List.of(random.nextInt(45), random.nextInt(45));
        yield new Condition(
            in("score", values),
            lead -> lead.get("score") instanceof Integer score && values.contains(score));
      }
      case 4 -> {
        int low = random.nextInt(45);
        yield new Condition(
            gte("score", low), lead -> lead.get("score") instanceof Integer score && score >= low);
      }
      case 5 -> {
        double high = random.nextInt(45) + 0.5;
        yield new Condition(
            lt("score", high), lead -> lead.get("score") instanceof Integer score && score < high);
      }
      case 6 -> {
        var low = new Date(1_000L * random.nextInt(300));
        var high = new Date(low.getTime() + 1_000L * random.nextInt(40));
        yield new Condition(
            and(gt("seen", low), lte("seen", high)),
            lead -> lead.getDate("seen").after(low) && !lead.getDate("seen").after(high));
      }
      case 7 -> {
        String letter = String.valueOf((char) ('a' + random.nextInt(5)));
        yield new Condition(
            and(gte("_id", letter + "-"), lt("_id", letter + ".")),
            lead -> lead.getString("_id").startsWith(letter + "-"));
      }
      case 8 -> {
        String beginning = (char) ('a' + random.nextInt(4)) + "-00" + random.nextInt(10);
        yield new Condition(
            regex("_id", "^" + beginning), lead -> lead.getString("_id").startsWith(beginning));
      }
      case 9 -> {
        String name = "owner" + random.nextInt(8);
        yield new Condition(
            eq("owner.name", name),
            lead -> name.equals(lead.get("owner", Document.class).get("name")));
      }
      case 10 -> {
        String tag = "tag" + random.nextInt(6);
        yield new Condition(
            eq("tags", tag), lead -> lead.getList("tags", String.class, List.of()).contains(tag));
      }
      default -> {
        if (random.nextBoolean())
          yield new Condition(eq("score", null), lead -> lead.get("score") == null);
        String phone = "+49" + random.nextInt(50);
        yield new Condition(eq("phone", phone), lead -> phone.equals(lead.get("phone")));
      }
    };
  }

  private static Condition both(Condition one, Condition other) {
    return new Condition(and(one.filter, other.filter), one.matches.and(other.matches));
  }

  private static Condition either(Condition one, Condition other) {
    return new Condition(or(one.filter, other.filter), one.matches.or(other.matches));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Comparator<Document> order(String field, boolean descending) {
    Comparator<@Nullable Comparable> nullsFirst = Comparator.nullsFirst(Comparator.naturalOrder());
    Comparator<Document> order =
        Comparator.comparing((Document lead) -> (Comparable) lead.get(field), nullsFirst)
            .thenComparing(lead -> lead.getString("_id"));
    return descending ? order.reversed() : order;
  }

  private static List<String> ids(Iterable<Document> found) {
    var ids = new ArrayList<String>();
    for (Document lead : found) ids.add(lead.getString("_id"));
    return ids;
  }
}
