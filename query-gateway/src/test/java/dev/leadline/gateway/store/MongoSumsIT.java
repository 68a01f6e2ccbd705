package dev.leadline.gateway.store;

import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.events.Channel;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.handling.ReadSums.Share;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What a question reads is told by the number of documents looked at, not by a clock. */
class MongoSumsIT {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final int VISITS = 3000;

  private final EmbeddedMongo mongo = EmbeddedMongo.start();
  private final MongoClient client = MongoClients.create(mongo.connectionString("leadline"));
  private final MongoSums sums =
      new MongoSums(
          new MongoQuestions(new MongoTemplate(client, "leadline")), new LiveGenerations());

  @BeforeEach
  void many_visits_and_few_conversations() {
    MongoCollection<Document> daily =
        client.getDatabase("leadline").getCollection(ReadModels.CHANNEL_DAILY);
    // As timeline-service makes them.
    daily.createIndex(ascending("tenant", "at"));
    daily.createIndex(ascending("tenant", "agent", "at"));
    var documents = new ArrayList<Document>();
    for (int i = 0; i < VISITS; i++) documents.add(sum("default", i, Channel.WEB, ""));
    documents.add(sum("default", 10, Channel.CHAT, "agent-17"));
    documents.add(sum("default", 20, Channel.EMAIL, "agent-17"));
    documents.add(sum("default", 30, Channel.VOICE, "agent-18"));
    documents.add(sum("default", 40, Channel.FORM, "agent-19"));
    documents.add(sum("another", 50, Channel.CHAT, "agent-20"));
    daily.insertMany(documents);
  }

  @AfterEach
  void close() {
    client.close();
    mongo.close();
  }

  private static Document sum(String tenant, int quarter, Channel channel, String agent) {
    String at = ReadModels.sortable(START.plus(Duration.ofMinutes(15L * quarter)));
    return new Document("_id", "lead|%s|%s|%s|%s".formatted(at, channel, agent, tenant))
        .append("tenant", tenant)
        .append("lead", "lead")
        .append("at", at)
        .append("channel", channel.name())
        .append("agent", agent);
  }

  private long examinedBy(Runnable question) {
    long before = mongo.documentsExamined();
    question.run();
    return mongo.documentsExamined() - before;
  }

  @Test
  void agents_are_found_without_going_through_what_nobody_of_them_did() {
    assertThat(
            examinedBy(
                () ->
                    assertThat(sums.agents("default"))
                        .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                "agent-17", Set.of(Channel.CHAT, Channel.EMAIL),
                                "agent-18", Set.of(Channel.VOICE),
                                "agent-19", Set.of()))))
        .isLessThan(20);
  }

  @Test
  void the_numbers_of_one_agent_are_added_up_without_those_of_all() {
    var bounds = new Timeframe.Bounds(START, START.plus(Duration.ofDays(90)), ZoneOffset.UTC);
    var shares = new ArrayList<Share>();
    assertThat(
            examinedBy(
                () ->
                    sums.shares(
                        new AnalyticsQuery("default", bounds, "agent-17", null), shares::add)))
        .isLessThan(20);
    assertThat(shares).extracting(Share::channel).containsExactly(Channel.CHAT, Channel.EMAIL);
  }
}
