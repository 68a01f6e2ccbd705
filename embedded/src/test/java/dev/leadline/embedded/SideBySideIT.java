package dev.leadline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.kafka.KafkaClients;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several on one machine, as several checkouts or test runs at once are. */
class SideBySideIT {

  private static final int COUNT = 3;

  @TempDir private Path folder;
  private final Deque<Closeable> running = new ArrayDeque<>();

  private <T extends Closeable> T running(T server) {
    running.push(server);
    return server;
  }

  @AfterEach
  void stop() throws Exception {
    for (Closeable server : running) server.close();
  }

  @Test
  void three_of_postgresql_keep_apart() throws Exception {
    var servers = new ArrayList<EmbeddedPostgres>();
    for (int i = 0; i < COUNT; i++)
      servers.add(running(EmbeddedPostgres.start(folder.resolve("p" + i))));
    for (int i = 0; i < COUNT; i++) {
      EmbeddedPostgres postgres = servers.get(i);
      try (var connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl(), postgres.user(), postgres.password());
          var statement = connection.createStatement()) {
        statement.execute("create table mine as select " + i + " as number");
        var rows = statement.executeQuery("select number from mine");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(i);
      }
    }
    assertThat(servers).extracting(EmbeddedPostgres::jdbcUrl).doesNotHaveDuplicates();
    assertThat(servers).extracting(EmbeddedPostgres::password).doesNotHaveDuplicates();
  }

  @Test
  void three_of_kafka_keep_apart() throws Exception {
    var servers = new ArrayList<EmbeddedKafka>();
    for (int i = 0; i < COUNT; i++)
      servers.add(running(EmbeddedKafka.start(folder.resolve("k" + i), 0)));
    for (int i = 0; i < COUNT; i++) {
      EmbeddedKafka kafka = servers.get(i);
      try (var admin = KafkaClients.admin(kafka);
          var producer = KafkaClients.producer(kafka)) {
        admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all().get();
        KafkaClients.send(producer, "mine", Integer.toString(i));
      }
      assertThat(KafkaClients.valuesOf(kafka, "mine")).containsExactly(Integer.toString(i));
    }
    assertThat(servers).extracting(EmbeddedKafka::bootstrapServers).doesNotHaveDuplicates();
  }

  @Test
  void three_of_the_stand_in_keep_apart() {
    List<EmbeddedMongo> servers =
        IntStream.range(0, COUNT).mapToObj(_ -> running(EmbeddedMongo.start())).toList();
    for (int i = 0; i < COUNT; i++) {
      try (MongoClient client = MongoClients.create(servers.get(i).connectionString("leads"))) {
        var leads = client.getDatabase("leads").getCollection("leads");
        leads.insertOne(new Document("_id", i));
        assertThat(leads.countDocuments()).isEqualTo(1);
      }
    }
    assertThat(servers).extracting(one -> one.connectionString("leads")).doesNotHaveDuplicates();
  }
}
